-- $1 subscription_id
UPDATE push_subscription SET last_ok_at = now(), failures = 0 WHERE subscription_id = $1
