-- Serves a bucket no longer.
UPDATE log_shard SET readable = set_bit(readable, $1, 0), writable = set_bit(writable, $1, 0)
