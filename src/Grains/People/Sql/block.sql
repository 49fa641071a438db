-- Blocks somebody, if there is such an account; whether there is.
WITH known AS (
    SELECT a.user_id FROM account a WHERE a.user_id = $2
),
added AS (
    INSERT INTO block (user_id, blocked_id, created_at) SELECT $1, k.user_id, $3 FROM known k
    ON CONFLICT (user_id, blocked_id) DO NOTHING
)
SELECT EXISTS (SELECT FROM known)
