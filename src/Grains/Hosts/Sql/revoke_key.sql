-- $1 key_id, $2 now
UPDATE host_key SET revoked_at = coalesce(revoked_at, $2) WHERE key_id = $1
