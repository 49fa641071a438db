-- $1 session_id, $2 user_id
UPDATE session SET revoked_at = coalesce(revoked_at, clock_timestamp())
WHERE session_id = $1 AND user_id = $2
RETURNING session_id
