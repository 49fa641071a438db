-- $1 handle_key
-- Who is suspended or erased has none.
SELECT user_id, handle, password_hash, deactivated_at IS NOT NULL
FROM account
WHERE handle_key = $1 AND coalesce(suspended_at, erased_at) IS NULL
