-- $1 session_id, $2 user_id, $3 refresh_hash, $4 now, $5 expires_at
INSERT INTO session (session_id, user_id, refresh_hash, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
