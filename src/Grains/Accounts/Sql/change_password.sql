-- $1 user_id, $2 verified hash, $3 new hash
-- The new hash may be there already: then an earlier attempt of the same call stored it and its answer was lost.
UPDATE account SET password_hash = $3
WHERE user_id = $1 AND password_hash IN ($2, $3) AND coalesce(deactivated_at, suspended_at, erased_at) IS NULL
RETURNING user_id
