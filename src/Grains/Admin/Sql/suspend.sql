-- $1 user_id, $2 now
WITH gone AS (
    UPDATE account SET suspended_at = coalesce(suspended_at, $2)
    WHERE user_id = $1 AND erased_at IS NULL
    RETURNING user_id
), told AS (
    INSERT INTO departure (user_id, asked_at)
    SELECT user_id, $2 FROM gone
    ON CONFLICT (user_id) DO UPDATE SET asked_at = excluded.asked_at
)
SELECT user_id FROM gone
