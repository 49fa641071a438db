COPY thread_member (thread_id, user_id, peer_id, phase, activity_at, read_seq, delivered_seq, archived_seq, muted_until, blocks, gone) FROM STDIN (FORMAT BINARY)
