-- $1 handle_key
SELECT user_id, handle, display_name FROM account WHERE handle_key = $1
