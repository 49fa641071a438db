-- Makes an empty database a shard of another, its home; it serves nothing yet. Changes nothing in any other database.
UPDATE log_shard
SET name = $1, home_id = $2, readable = decode(repeat('00', 128), 'hex'), writable = decode(repeat('00', 128), 'hex')
WHERE name = 'home'
  AND home_id <> $2
  AND NOT EXISTS (SELECT FROM account)
  AND NOT EXISTS (SELECT FROM thread)
  AND NOT EXISTS (SELECT FROM message_log)
