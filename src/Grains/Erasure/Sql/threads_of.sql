-- What this database serves, and all of a user's threads that it knows.
SELECT s.readable, ARRAY(SELECT m.thread_id FROM thread_member m WHERE m.user_id = $1 ORDER BY m.thread_id)
FROM log_shard s
