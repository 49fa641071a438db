-- Messages of a sender stored under these ids.
SELECT l.client_message_id, l.seq, l.at, l.text
FROM message_log l
WHERE l.thread_id = $1 AND l.sender_id = $2 AND l.client_message_id = ANY ($3::text[])
