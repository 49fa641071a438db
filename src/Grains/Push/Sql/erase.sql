-- $1 user_id
WITH gone AS (
    DELETE FROM push_subscription WHERE user_id = $1
)
DELETE FROM push_progress WHERE user_id = $1
