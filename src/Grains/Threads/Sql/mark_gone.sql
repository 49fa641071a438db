-- Marks a user as gone, or as there, in all threads that this database writes. It waits for openings under way.
UPDATE thread_member m
SET gone = $2
WHERE m.user_id = $1 AND m.gone <> $2
  AND get_bit((SELECT s.writable FROM log_shard s), thread_bucket(m.thread_id)) = 1
