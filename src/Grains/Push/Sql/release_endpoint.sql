-- $1 endpoint, $2 session_id. A browser whose user has changed has the endpoint of the one before.
WITH gone AS (
    DELETE FROM push_subscription WHERE endpoint = $1 AND session_id <> $2
    RETURNING subscription_id
)
DELETE FROM push_progress WHERE target_id IN (SELECT subscription_id FROM gone)
