-- $1 key_id, $2 secret_hash, $3 host, $4 name, $5 scopes, $6 now
INSERT INTO host_key (key_id, secret_hash, host, name, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6)
