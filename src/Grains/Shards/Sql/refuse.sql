-- Serves a bucket no longer; its rows are deleted when the departure is settled.
WITH refused AS (
    UPDATE log_shard
    SET readable = set_bit(readable, $1, 0), writable = set_bit(writable, $1, 0)
    WHERE get_bit(readable, $1) = 1
    RETURNING only_row
)
INSERT INTO bucket_departure (bucket, target)
SELECT $1, $2 FROM refused
ON CONFLICT (bucket) DO UPDATE SET target = excluded.target
