-- $1 session_id, $2 user_id, $3 refresh_hash, $4 now, $5 expires_at, $6 device_name, $7 user_agent,
-- $8 verified hash (null: not asked)
-- Waits for whoever changes the account: a session that a password began does not outlive it. No row: it is there
-- already, or the account is not as it was checked.
INSERT INTO session (session_id, user_id, refresh_hash, created_at, expires_at, used_at, device_name, user_agent)
SELECT $1, user_id, $3, $4, $5, $4, $6, $7
FROM account
WHERE user_id = $2
  AND coalesce(deactivated_at, suspended_at, erased_at) IS NULL
  AND ($8 IS NULL OR password_hash = $8)
FOR SHARE
ON CONFLICT DO NOTHING
