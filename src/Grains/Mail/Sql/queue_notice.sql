-- $1 mail_id, $2 user_id, $3 password hash that the account has then, $4 now
INSERT INTO mail (mail_id, kind, user_id, created_at, next_try_at)
SELECT $1, 3, user_id, $4, $4
FROM account
WHERE user_id = $2 AND password_hash = $3 AND email IS NOT NULL
ON CONFLICT DO NOTHING
