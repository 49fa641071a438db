-- $1 user_id, $2 session_id
DELETE FROM push_subscription WHERE user_id = $1 AND session_id = $2
