COPY message_log (thread_id, seq, type, sender_id, at, client_message_id, text) FROM STDIN (FORMAT BINARY)
