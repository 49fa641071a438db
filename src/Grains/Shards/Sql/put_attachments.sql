COPY attachment (thread_id, attachment_id, owner_id, state, created_at, due_at, size, parent_id, thumbnail_id, name, type, width, height, sha256, seq, place) FROM STDIN (FORMAT BINARY)
