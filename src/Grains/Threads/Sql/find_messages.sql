-- Whether this database serves the thread, and which of these places are messages.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, l.seq
FROM log_shard s
LEFT JOIN message_log l ON l.thread_id = $1 AND l.seq = ANY ($2::bigint[]) AND l.type = 1
