-- A page of the people whom a user has blocked, the last one first. $2 and $3 are the last row of the page before.
SELECT b.blocked_id, b.created_at, a.handle, a.display_name, a.erased_at IS NOT NULL
FROM block b
JOIN account a ON a.user_id = b.blocked_id
WHERE b.user_id = $1 AND (b.created_at, b.blocked_id) < ($2::timestamptz, $3::uuid)
ORDER BY b.created_at DESC, b.blocked_id DESC
LIMIT $4
