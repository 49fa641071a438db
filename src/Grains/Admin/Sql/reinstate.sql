-- $1 user_id, $2 now. Whether there is such an account; where it was not suspended there is nothing to tell.
WITH back AS (
    UPDATE account SET suspended_at = NULL
    WHERE user_id = $1 AND suspended_at IS NOT NULL AND erased_at IS NULL
    RETURNING user_id
), told AS (
    INSERT INTO departure (user_id, asked_at)
    SELECT user_id, $2 FROM back
    ON CONFLICT (user_id) DO UPDATE SET asked_at = excluded.asked_at
)
SELECT EXISTS (SELECT FROM account WHERE user_id = $1 AND erased_at IS NULL)
