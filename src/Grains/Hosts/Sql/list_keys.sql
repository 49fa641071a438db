SELECT key_id, host, name, scopes, created_at, revoked_at FROM host_key ORDER BY created_at, key_id
