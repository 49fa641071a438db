-- An event of a thread, by its place ($2) or by its sender's id of it ($3), whichever of the two the sender is: what became
-- of it, with whether this database serves the thread, and its members' watermarks.
WITH member AS MATERIALIZED (
    SELECT low.user_id, low.peer_id, low.read_seq, low.delivered_seq,
           high.read_seq AS peer_read_seq, high.delivered_seq AS peer_delivered_seq
    FROM thread_member low
    JOIN thread_member high ON high.thread_id = low.thread_id AND high.user_id = low.peer_id
    WHERE low.thread_id = $1 AND low.user_id < low.peer_id
),
found AS (
    SELECT l.seq, l.type, l.sender_id, l.at, l.client_message_id
    FROM message_log l
    WHERE l.thread_id = $1 AND l.seq = $2
    UNION ALL
    SELECT l.seq, l.type, l.sender_id, l.at, l.client_message_id
    FROM member m
    CROSS JOIN LATERAL (
        VALUES (m.user_id), (m.peer_id), ('00000000-0000-0000-0000-000000000000'::uuid)
    ) AS s (sender_id)
    JOIN message_log l ON l.thread_id = $1 AND l.sender_id = s.sender_id AND l.client_message_id = $3
)
SELECT get_bit(s.readable, thread_bucket($1)) = 1,
       m.user_id, m.peer_id, m.read_seq, m.delivered_seq, m.peer_read_seq, m.peer_delivered_seq,
       f.seq, f.type, f.sender_id, f.at, f.client_message_id,
       c.edited_at, c.deleted_at,
       (SELECT count(*)::integer FROM message_log e WHERE e.thread_id = $1 AND e.target_seq = f.seq AND e.type = 4),
       coalesce(x.seq >= f.seq, false)
FROM log_shard s
LEFT JOIN member m ON true
LEFT JOIN found f ON true
LEFT JOIN message_change c ON c.thread_id = $1 AND c.seq = f.seq
LEFT JOIN search_position x ON x.thread_id = $1
ORDER BY f.seq
