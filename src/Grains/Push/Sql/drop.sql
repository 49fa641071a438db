-- $1 subscription_id, $2 the endpoint that is dead: one that has another endpoint by now stays.
DELETE FROM push_subscription WHERE subscription_id = $1 AND endpoint = $2
