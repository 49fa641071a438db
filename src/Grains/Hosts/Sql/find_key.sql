-- $1 key_id
SELECT secret_hash, host, scopes FROM host_key WHERE key_id = $1 AND revoked_at IS NULL
