-- $1 name, $2 xml, $3 now
INSERT INTO protection_key (name, xml, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
