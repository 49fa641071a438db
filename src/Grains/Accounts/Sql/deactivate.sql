-- $1 user_id, $2 verified hash, $3 now
WITH gone AS (
    UPDATE account SET deactivated_at = coalesce(deactivated_at, $3)
    WHERE user_id = $1 AND password_hash = $2 AND coalesce(suspended_at, erased_at) IS NULL
    RETURNING user_id
), told AS (
    INSERT INTO departure (user_id, asked_at)
    SELECT user_id, $3 FROM gone
    ON CONFLICT (user_id) DO UPDATE SET asked_at = excluded.asked_at
)
SELECT user_id FROM gone
