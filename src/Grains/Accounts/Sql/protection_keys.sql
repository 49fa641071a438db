SELECT name, xml FROM protection_key ORDER BY created_at, name
