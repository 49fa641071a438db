-- Projects presence for lists; the last row of a user in the batch wins (the caller sends one each).
INSERT INTO presence (user_id, online_until, last_seen_at, shared)
SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::boolean[])
ORDER BY 1
ON CONFLICT (user_id) DO UPDATE
SET online_until = excluded.online_until,
    last_seen_at = coalesce(excluded.last_seen_at, presence.last_seen_at),
    shared = excluded.shared
