-- Everything stored of these threads after where this run began.
SELECT l.thread_id, l.seq, l.type, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq
FROM unnest($1::uuid[], $2::bigint[]) AS t (thread_id, before)
JOIN message_log l ON l.thread_id = t.thread_id AND l.seq > t.before
ORDER BY l.thread_id, l.seq
