-- $1 mail_id, $2 name, $3 now, $4 most that may wait
INSERT INTO mail (mail_id, kind, name, created_at, next_try_at)
SELECT $1, 1, $2, $3, $3
WHERE (SELECT count(*) FROM (SELECT FROM mail LIMIT $4) AS waiting) < $4
ON CONFLICT (mail_id) DO UPDATE SET name = excluded.name
RETURNING mail_id
