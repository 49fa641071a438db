-- Gives a frozen bucket away: from here on its target alone may serve it.
UPDATE log_shard
SET readable = set_bit(readable, $1, 0)
WHERE get_bit(readable, $1) = 1 AND get_bit(writable, $1) = 0
