COPY reaction (thread_id, seq, user_id, emoji, event_seq) FROM STDIN (FORMAT BINARY)
