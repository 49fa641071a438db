-- The attachments of a bucket's threads.
SELECT thread_id, attachment_id, owner_id, state, created_at, due_at, size, parent_id, thumbnail_id, name, type, width, height,
       sha256, seq, place
FROM attachment
WHERE thread_id BETWEEN $1 AND $2
