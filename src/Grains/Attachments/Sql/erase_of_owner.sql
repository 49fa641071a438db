-- Gives up all that a user ($1) has ever uploaded to threads that this database writes, with the names; from $2 on the
-- bytes are removed.
UPDATE attachment a
SET state = 3, due_at = $2, name = NULL, sha256 = NULL
FROM log_shard s
WHERE a.owner_id = $1 AND a.state < 3 AND get_bit(s.writable, thread_bucket(a.thread_id)) = 1
