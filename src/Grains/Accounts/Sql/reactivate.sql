-- $1 user_id, $2 verified hash (null: not asked), $3 now
WITH back AS (
    UPDATE account SET deactivated_at = NULL
    WHERE user_id = $1 AND deactivated_at IS NOT NULL AND coalesce(suspended_at, erased_at) IS NULL
      AND ($2 IS NULL OR password_hash = $2)
    RETURNING user_id
)
INSERT INTO departure (user_id, asked_at)
SELECT user_id, $3 FROM back
ON CONFLICT (user_id) DO UPDATE SET asked_at = excluded.asked_at
