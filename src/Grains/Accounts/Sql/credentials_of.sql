-- $1 user_id
SELECT user_id, handle, password_hash, deactivated_at IS NOT NULL, role, false
FROM account
WHERE user_id = $1 AND coalesce(suspended_at, erased_at) IS NULL
