-- $1 user_id; revocation goes by the database's clock, as gateways ask for it.
UPDATE session SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL
