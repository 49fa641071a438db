-- $1 user_id
SELECT user_id, handle, password_hash, deactivated_at IS NOT NULL
FROM account
WHERE user_id = $1 AND coalesce(suspended_at, erased_at) IS NULL
