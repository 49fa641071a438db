-- $1 user_id, $2 session_id
WITH gone AS (
    DELETE FROM push_subscription WHERE user_id = $1 AND session_id = $2
    RETURNING subscription_id
)
DELETE FROM push_progress WHERE target_id IN (SELECT subscription_id FROM gone)
