-- $1 user_id. Behind request_erasure.sql; gateways go by the time to hear of it.
UPDATE session s SET revoked_at = clock_timestamp()
FROM account a
WHERE s.user_id = $1 AND s.revoked_at IS NULL AND a.user_id = s.user_id AND a.erased_at IS NOT NULL
RETURNING s.session_id
