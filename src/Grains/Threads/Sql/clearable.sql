-- Whether this database serves the thread, how far its log goes, whether one of the next $6 events behind $4 is too new for
-- $3, and those of them that are messages ($2's, or anybody's), are not deleted and are old enough; at most $5.
SELECT get_bit(s.readable, thread_bucket($1)) = 1,
       coalesce((SELECT l.seq FROM message_log l WHERE l.thread_id = $1 ORDER BY l.seq DESC LIMIT 1), 0),
       $3::timestamptz IS NOT NULL AND EXISTS (
           SELECT FROM message_log n WHERE n.thread_id = $1 AND n.seq > $4 AND n.seq <= $4 + $6 AND n.at >= $3),
       m.seq, m.sender_id
FROM log_shard s
LEFT JOIN (
    SELECT l.seq, l.sender_id
    FROM message_log l
    LEFT JOIN message_change c ON c.thread_id = l.thread_id AND c.seq = l.seq
    WHERE l.thread_id = $1 AND l.seq > $4 AND l.seq <= $4 + $6 AND l.type IN (1, 8) AND c.deleted_at IS NULL
      AND ($2::uuid IS NULL OR l.sender_id = $2)
      AND ($3::timestamptz IS NULL OR l.at < $3)
    ORDER BY l.seq
    LIMIT $5
) m ON true
ORDER BY m.seq
