-- $1 user_id, $2 session that goes on (null: none), $3 password hash that the account has then (null: any)
UPDATE session SET revoked_at = clock_timestamp()
WHERE user_id = $1
  AND session_id IS DISTINCT FROM $2
  AND revoked_at IS NULL
  AND ($3 IS NULL OR EXISTS (SELECT FROM account WHERE user_id = $1 AND password_hash = $3))
RETURNING session_id
