-- What this database serves, and whether some of it is frozen.
SELECT s.readable, s.readable <> s.writable FROM log_shard s
