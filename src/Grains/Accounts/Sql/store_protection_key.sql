-- $1 name, $2 xml, $3 now
-- Nodes that start at once on an empty ring each make a key. The first one stays; the others find it when they read the
-- ring again, and all protect with the same. So does a key that another node has made for a rotation. A revocation is
-- always stored, and a key that replaces what it revoked.
INSERT INTO protection_key (name, xml, created_at)
SELECT $1, $2, $3
WHERE $1 NOT LIKE 'key-%'
   OR NOT EXISTS (
       SELECT FROM protection_key
       WHERE name LIKE 'key-%'
         AND created_at > $3 - interval '10 minutes'
         AND created_at > coalesce((SELECT max(created_at) FROM protection_key WHERE name NOT LIKE 'key-%'), '-infinity'))
ON CONFLICT DO NOTHING
