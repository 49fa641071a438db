-- $1 user_id; of who is erased nothing shows but the id.
SELECT 'u_' || replace(a.user_id::text, '-', ''),
       CASE WHEN a.erased_at IS NULL THEN a.handle END,
       CASE WHEN a.erased_at IS NULL THEN a.display_name END,
       b.created_at
FROM block b
JOIN account a ON a.user_id = b.blocked_id
WHERE b.user_id = $1
ORDER BY b.created_at, b.blocked_id
