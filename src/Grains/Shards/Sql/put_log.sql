COPY message_log (thread_id, seq, type, sender_id, at, client_message_id, text, target_seq) FROM STDIN (FORMAT BINARY)
