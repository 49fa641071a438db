-- A user by id or by handle, which is compared without case.
SELECT user_id FROM account WHERE user_id = $1 OR handle_key = lower($2)
