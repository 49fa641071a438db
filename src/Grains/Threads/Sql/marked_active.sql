-- What this database writes, and a user's active threads in it. Behind mark_gone.sql in one transaction, so that its
-- snapshot has the openings that were waited for.
SELECT s.writable, ARRAY(SELECT m.thread_id FROM thread_member m WHERE m.user_id = $1 AND m.phase IS NOT NULL)
FROM log_shard s
