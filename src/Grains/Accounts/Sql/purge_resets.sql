-- $1 created before, $2 limit
DELETE FROM password_reset
WHERE token_hash IN (SELECT token_hash FROM password_reset WHERE created_at < $1 ORDER BY created_at LIMIT $2)
