-- $1 session_id, $2 presented hash, $3 new hash
-- The hashes are compared again: a rotation may have come between.
UPDATE session
SET revoked_at = clock_timestamp()
WHERE session_id = $1 AND revoked_at IS NULL AND refresh_hash NOT IN ($2, $3)
