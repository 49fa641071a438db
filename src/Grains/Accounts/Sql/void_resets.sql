-- $1 user_id, $2 password hash that the account has then, $3 now
UPDATE password_reset SET used_at = $3
WHERE user_id = $1 AND used_at IS NULL
  AND EXISTS (SELECT FROM account WHERE user_id = $1 AND password_hash = $2)
