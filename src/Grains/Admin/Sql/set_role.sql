-- $1 user_id, $2 role
UPDATE account SET role = $2 WHERE user_id = $1 AND erased_at IS NULL
