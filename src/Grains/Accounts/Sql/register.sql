-- $1 user_id, $2 handle, $3 handle_key, $4 display_name, $5 email, $6 password_hash,
-- $7 now, $8 session_id, $9 refresh_hash, $10 expires_at, $11 device_name, $12 user_agent
-- The account and its first session, both or neither; no row when the handle is taken.
WITH created AS (
    INSERT INTO account (user_id, handle, handle_key, display_name, email, password_hash, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT DO NOTHING
    RETURNING user_id, handle, display_name
), first_session AS (
    INSERT INTO session (session_id, user_id, refresh_hash, created_at, expires_at, used_at, device_name, user_agent)
    SELECT $8, user_id, $9, $7, $10, $7, $11, $12 FROM created
)
SELECT user_id, handle, display_name FROM created
