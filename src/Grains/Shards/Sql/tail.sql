-- A bucket's events behind the known head of each thread, in the log's order.
SELECT l.thread_id, l.seq, l.type, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq
FROM thread_member m
LEFT JOIN unnest($3::uuid[], $4::bigint[]) AS h (thread_id, seq) ON h.thread_id = m.thread_id
CROSS JOIN LATERAL (
    SELECT e.* FROM message_log e WHERE e.thread_id = m.thread_id AND e.seq > coalesce(h.seq, 0) ORDER BY e.seq
) l
WHERE m.thread_id BETWEEN $1 AND $2 AND m.user_id < m.peer_id
