-- The threads that are active for a user, by the log; newest activity first.
SELECT m.thread_id
FROM thread_member m
WHERE m.user_id = $1 AND m.phase IS NOT NULL
ORDER BY m.activity_at DESC, m.thread_id DESC
