-- What has become of some messages.
SELECT c.thread_id, c.seq, c.sender_id, c.text, c.edited_at, c.deleted_at, c.deleted_seq
FROM unnest($1::uuid[], $2::bigint[]) AS i (thread_id, seq)
JOIN message_change c ON c.thread_id = i.thread_id AND c.seq = i.seq
