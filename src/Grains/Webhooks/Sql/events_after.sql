-- $1 thread_id, $2 after which, $3 how many. Whether this database serves the thread, its members, its next events.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, m.user_id, m.peer_id,
       e.seq, e.type, e.sender_id, e.at, e.client_message_id, e.text, e.target_seq,
       CASE WHEN e.type = 1 THEN
       (SELECT jsonb_agg(shown_attachment(f, t) ORDER BY f.place)
        FROM attachment f
        LEFT JOIN attachment t ON t.thread_id = f.thread_id AND t.attachment_id = f.thumbnail_id AND t.state = 2
        WHERE f.thread_id = $1 AND f.seq = e.seq AND f.state = 2 AND f.place IS NOT NULL) END
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
