-- $1 user_id, $2 how many
DELETE FROM push_subscription
WHERE user_id = $1 AND subscription_id NOT IN (
    SELECT n.subscription_id FROM push_subscription n
    WHERE n.user_id = $1
    ORDER BY n.created_at DESC, n.subscription_id
    LIMIT $2)
