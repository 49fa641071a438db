-- $1 a thread of the bucket, $2 after which, $3 up to which, $4 how many, $5 since when. Whether this database serves the
-- bucket, and how far the logs of its threads go that have an event since then.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, t.thread_id, t.seq
FROM log_shard s
LEFT JOIN LATERAL (
    SELECT m.thread_id, CASE WHEN head.at >= $5 THEN head.seq ELSE 0 END AS seq
    FROM thread_member m
    CROSS JOIN LATERAL (
        SELECT l.seq, l.at FROM message_log l WHERE l.thread_id = m.thread_id ORDER BY l.seq DESC LIMIT 1
    ) head
    WHERE m.thread_id > $2 AND m.thread_id <= $3 AND m.user_id < m.peer_id
    ORDER BY m.thread_id
    LIMIT $4
) t ON true
ORDER BY t.thread_id
