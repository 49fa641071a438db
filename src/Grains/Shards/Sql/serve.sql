-- Serves a bucket (again).
UPDATE log_shard SET readable = set_bit(readable, $1, 1), writable = set_bit(writable, $1, 1)
