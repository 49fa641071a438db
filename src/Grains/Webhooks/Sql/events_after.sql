-- $1 thread_id, $2 after which, $3 how many. Whether this database serves the thread, its members, its next events.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, m.user_id, m.peer_id,
       e.seq, e.type, e.sender_id, e.at, e.client_message_id, e.text, e.target_seq
FROM log_shard s
LEFT JOIN thread_member m ON m.thread_id = $1 AND m.user_id < m.peer_id
LEFT JOIN LATERAL (
    SELECT l.seq, l.type, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq
    FROM message_log l
    WHERE l.thread_id = $1 AND l.seq > $2
    ORDER BY l.seq
    LIMIT $3
) e ON true
ORDER BY e.seq
