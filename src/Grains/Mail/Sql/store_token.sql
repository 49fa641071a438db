-- $1 token_hash, $2 user_id, $3 now, $4 expires_at
INSERT INTO password_reset (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)
