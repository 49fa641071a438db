-- What this database writes.
SELECT s.writable FROM log_shard s
