-- $1 thread_id, $2 a time. Whether this database serves the thread, and its last event before that time.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, coalesce(
    (SELECT l.seq FROM message_log l WHERE l.thread_id = $1 AND l.at < $2 ORDER BY l.seq DESC LIMIT 1), 0)
FROM log_shard s
