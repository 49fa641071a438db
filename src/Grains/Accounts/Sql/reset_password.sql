-- $1 user_id, $2 token_hash, $3 new hash, $4 now
-- The account's row is locked: of several who use a token at once one finds it unused.
UPDATE account AS a SET password_hash = $3
WHERE a.user_id = $1
  AND coalesce(a.suspended_at, a.erased_at) IS NULL
  AND (a.password_hash = $3 OR EXISTS (
      SELECT FROM password_reset r
      WHERE r.token_hash = $2 AND r.user_id = $1 AND r.used_at IS NULL AND r.expires_at > $4))
RETURNING a.user_id
