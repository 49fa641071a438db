-- Whether this database serves the thread; what is stored under the caller's ($3) id ($5); the event that a command is
-- about ($2) and, if it is deleted, by which event; the event that brought the caller's reaction of this kind ($4), if
-- that is there.
SELECT get_bit(s.readable, thread_bucket($1)) = 1,
       d.seq, d.at, d.type, d.text, d.target_seq,
       t.sender_id, t.at, t.type, c.deleted_seq, c.deleted_at,
       r.event_seq, e.at
FROM log_shard s
LEFT JOIN message_log d ON d.thread_id = $1 AND d.sender_id = $3 AND d.client_message_id = $5
LEFT JOIN message_log t ON t.thread_id = $1 AND t.seq = $2
LEFT JOIN message_change c ON c.thread_id = $1 AND c.seq = $2
LEFT JOIN reaction r ON r.thread_id = $1 AND r.seq = $2 AND r.user_id = $3 AND r.emoji = $4
LEFT JOIN message_log e ON e.thread_id = $1 AND e.seq = r.event_seq
