-- $1 target_id, $2 the endpoint that is dead, none where the whole target is. One that has another endpoint by now stays.
WITH gone AS (
    DELETE FROM push_subscription WHERE subscription_id = $1 AND ($2::text IS NULL OR endpoint = $2)
)
DELETE FROM push_progress p
WHERE p.target_id = $1
  AND NOT EXISTS (SELECT FROM push_subscription s WHERE s.subscription_id = $1 AND s.endpoint <> $2::text)
