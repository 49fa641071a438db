-- Forgets attachments whose bytes are gone, of threads that this database writes.
DELETE FROM attachment a
USING unnest($1::uuid[], $2::uuid[]) AS i (thread_id, attachment_id), log_shard s
WHERE a.thread_id = i.thread_id AND a.attachment_id = i.attachment_id AND a.state = 3
  AND get_bit(s.writable, thread_bucket(a.thread_id)) = 1
