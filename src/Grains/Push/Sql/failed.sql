-- $1 subscription_id, $2 endpoint, $3 how many failures, $4 and how long without a success make it dead
UPDATE push_subscription
SET failures = failures + 1
WHERE subscription_id = $1 AND endpoint = $2
RETURNING failures >= $3 AND coalesce(last_ok_at, created_at) < now() - $4
