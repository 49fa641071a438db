-- Whether this database serves the thread, and who closed it last and when.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, closed.sender_id, closed.at
FROM log_shard s
LEFT JOIN LATERAL (
    SELECT l.sender_id, l.at FROM message_log l WHERE l.thread_id = $1 AND l.type = 3 ORDER BY l.seq DESC LIMIT 1
) closed ON true
