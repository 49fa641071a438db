-- $1 user_id, $2 handle, $3 handle_key, $4 display_name, $5 now, $6 host, $7 subject
-- An account that no password opens, and whose it is: both or neither. No row where the handle is taken; where the host's
-- user has an account by now, the key of host_user ends the whole statement.
WITH created AS (
    INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at)
    VALUES ($1, $2, $3, $4, '', $5)
    ON CONFLICT DO NOTHING
    RETURNING user_id, handle, display_name
), linked AS (
    INSERT INTO host_user (host, subject, user_id, created_at)
    SELECT $6, $7, user_id, $5 FROM created
)
SELECT user_id, handle, display_name FROM created
