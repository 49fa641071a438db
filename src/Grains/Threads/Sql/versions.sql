-- A message as it was sent, and as each edit left it, with whether this database serves the thread. Deletion takes all of
-- the texts away.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, v.seq, v.at, v.text
FROM log_shard s
LEFT JOIN (
    SELECT l.seq, l.at, l.text FROM message_log l WHERE l.thread_id = $1 AND l.seq = $2 AND l.type = 1
    UNION ALL
    SELECT l.seq, l.at, l.text FROM message_log l WHERE l.thread_id = $1 AND l.target_seq = $2 AND l.type = 4
) v ON true
ORDER BY v.seq
