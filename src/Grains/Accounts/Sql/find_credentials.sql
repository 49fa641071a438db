-- $1 handle_key
-- Who is erased has none.
SELECT user_id, handle, password_hash, deactivated_at IS NOT NULL, role, suspended_at IS NOT NULL
FROM account
WHERE handle_key = $1 AND erased_at IS NULL
