COPY message_change (thread_id, seq, sender_id, text, edited_at, deleted_at, deleted_seq) FROM STDIN (FORMAT BINARY)
