-- $1 user_id, $2 mail address (one of the two is null), $3 limit
SELECT a.user_id, a.handle, a.display_name, a.email, a.role, a.created_at, a.deactivated_at, a.suspended_at, a.erased_at,
       a.handle_key
FROM account a
WHERE a.user_id = $1 OR lower(a.email COLLATE "C") = lower($2 COLLATE "C")
ORDER BY a.handle_key
LIMIT $3
