-- $1 token_hash, $2 new hash (null: none yet), $3 now
-- Used up counts as living where an earlier attempt of the same call used it and its answer was lost.
SELECT r.user_id
FROM password_reset r
JOIN account a USING (user_id)
WHERE r.token_hash = $1
  AND coalesce(a.suspended_at, a.erased_at) IS NULL
  AND (r.used_at IS NULL AND r.expires_at > $3 OR a.password_hash = $2)
