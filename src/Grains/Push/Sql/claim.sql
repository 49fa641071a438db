-- $1 how many, $2 claim, $3 how long it may take, $4 now
UPDATE push_progress p
SET claim = $2, due_at = now() + $3
FROM (
    SELECT d.user_id, d.thread_id, d.target_id
    FROM push_progress d
    WHERE d.due_at <= now()
    ORDER BY d.due_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
) due
LEFT JOIN push_subscription s ON s.subscription_id = due.target_id
LEFT JOIN session e ON e.session_id = s.session_id
LEFT JOIN presence o ON o.user_id = due.user_id
WHERE p.user_id = due.user_id AND p.thread_id = due.thread_id AND p.target_id = due.target_id
RETURNING p.target_id, p.user_id, p.thread_id, p.wanted_seq, p.told_seq, p.shown_seq, p.attempts,
          coalesce(o.online_until > $4, false),
          coalesce(e.revoked_at IS NULL AND e.expires_at > $4 AND (s.expires_at IS NULL OR s.expires_at > $4), false),
          s.endpoint, s.p256dh, s.auth, s.created_at
