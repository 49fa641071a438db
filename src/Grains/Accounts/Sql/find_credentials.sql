-- $1 handle_key
SELECT user_id, handle, password_hash FROM account WHERE handle_key = $1
