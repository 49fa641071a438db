-- What has become of a bucket's messages.
SELECT thread_id, seq, sender_id, text, edited_at, deleted_at, deleted_seq
FROM message_change
WHERE thread_id BETWEEN $1 AND $2
