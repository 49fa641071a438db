-- $1 session_id
-- The database's clock, since those who read it compare it across silos.
UPDATE session SET revoked_at = clock_timestamp() WHERE session_id = $1 AND revoked_at IS NULL
