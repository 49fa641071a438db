-- As accounts.sql, of those that are suspended.
SELECT a.user_id, a.handle, a.display_name, a.email, a.role, a.created_at, a.deactivated_at, a.suspended_at, a.erased_at,
       a.handle_key
FROM account a
WHERE a.handle_key >= $1 AND a.handle_key < $1 || E'\x7f' AND a.handle_key > $2 AND a.suspended_at IS NOT NULL
ORDER BY a.handle_key
LIMIT $3
