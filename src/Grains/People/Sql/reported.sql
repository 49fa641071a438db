-- Whether this database serves the thread, its two members, and a message of it as it reads now.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, m.user_id, m.peer_id,
       l.sender_id, l.at, CASE WHEN c.seq IS NULL THEN l.text ELSE c.text END
FROM log_shard s
LEFT JOIN thread_member m ON m.thread_id = $1 AND m.user_id < m.peer_id
LEFT JOIN message_log l ON l.thread_id = $1 AND l.seq = $2 AND l.type = 1
LEFT JOIN message_change c ON c.thread_id = $1 AND c.seq = l.seq
