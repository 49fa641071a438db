-- Whether this database serves the thread, and reactions that a member has there, at most $3.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, r.seq, r.emoji
FROM log_shard s
LEFT JOIN (
    SELECT e.seq, e.emoji FROM reaction e WHERE e.thread_id = $1 AND e.user_id = $2 ORDER BY e.event_seq LIMIT $3
) r ON true
