-- Raises watermarks; they never go back. Reading implies delivery. Those of a bucket that this database does not write
-- stay as they are: the caller compares the number of rows.
UPDATE thread_member m
SET read_seq = GREATEST(m.read_seq, i.read_seq),
    delivered_seq = GREATEST(m.delivered_seq, i.delivered_seq, i.read_seq)
FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS i (thread_id, user_id, delivered_seq, read_seq)
WHERE m.thread_id = i.thread_id AND m.user_id = i.user_id
  AND get_bit((SELECT s.writable FROM log_shard s), thread_bucket(i.thread_id)) = 1
