-- Serves a bucket that has arrived, unless its arrival was called off.
WITH arrived AS (
    DELETE FROM bucket_arrival WHERE bucket = $1 AND token = $2 RETURNING bucket
)
UPDATE log_shard
SET readable = set_bit(readable, $1, 1), writable = set_bit(writable, $1, 1)
FROM arrived
