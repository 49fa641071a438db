-- A user by id or by handle, which is compared without case. Who is deactivated, suspended or erased is not found.
SELECT user_id
FROM account
WHERE (user_id = $1 OR handle_key = lower($2)) AND coalesce(deactivated_at, suspended_at, erased_at) IS NULL
