-- $1 handle_key prefix, $2 limit
-- A handle's characters all sort below U+007F, so the range is the prefix's; the exact handle sorts first in it.
SELECT user_id, handle, display_name
FROM account
WHERE handle_key >= $1 AND handle_key < $1 || E'\x7f'
ORDER BY handle_key
LIMIT $2
