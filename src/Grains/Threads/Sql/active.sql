-- The threads that are active for a user, by the log; newest activity first.
SELECT m.thread_id, m.activity_at
FROM thread_member m
WHERE m.user_id = $1 AND m.phase IS NOT NULL
  AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(m.thread_id)) = 1
ORDER BY m.activity_at DESC, m.thread_id DESC
