-- $1 host, $2 subject
SELECT a.user_id, a.handle, a.display_name,
       coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NOT NULL AS gone,
       a.role, a.suspended_at IS NOT NULL AND a.erased_at IS NULL AS suspended
FROM host_user h
JOIN account a ON a.user_id = h.user_id
WHERE h.host = $1 AND h.subject = $2
