-- Takes the right to write a bucket away, and keeps where it is going.
WITH frozen AS (
    UPDATE log_shard
    SET writable = set_bit(writable, $1, 0)
    WHERE get_bit(readable, $1) = 1 AND get_bit(writable, $1) = 1
    RETURNING only_row
)
INSERT INTO bucket_departure (bucket, target)
SELECT $1, $2 FROM frozen
ON CONFLICT (bucket) DO UPDATE SET target = excluded.target
