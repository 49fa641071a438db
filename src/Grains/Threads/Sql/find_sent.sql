-- Whether this database serves the thread, and a sender's events stored under these ids, messages with their attachments.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, l.client_message_id, l.seq, l.at, l.type, l.text, l.target_seq,
       CASE WHEN l.type = 1 THEN ARRAY(
           SELECT f.attachment_id
           FROM attachment f
           WHERE f.thread_id = $1 AND f.seq = l.seq AND f.place IS NOT NULL
           ORDER BY f.place) END
FROM log_shard s
LEFT JOIN message_log l ON l.thread_id = $1 AND l.sender_id = $2 AND l.client_message_id = ANY ($3::text[])
