-- What this database serves.
SELECT s.readable FROM log_shard s
