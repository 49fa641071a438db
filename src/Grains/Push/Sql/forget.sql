-- $1 target_id: of a session that has ended, or of an endpoint that nobody knows.
WITH gone AS (
    DELETE FROM push_subscription WHERE subscription_id = $1
)
DELETE FROM push_progress WHERE target_id = $1
