-- $1 user_id
SELECT user_id, handle, display_name FROM account WHERE user_id = $1
