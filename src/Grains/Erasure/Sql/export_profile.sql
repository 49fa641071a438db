-- $1 user_id
SELECT 'u_' || replace(a.user_id::text, '-', ''), a.handle, a.display_name, a.email, a.created_at, a.findable,
       coalesce(p.shared, true), p.last_seen_at, h.host, h.subject
FROM account a
LEFT JOIN presence p ON p.user_id = a.user_id
LEFT JOIN host_user h ON h.user_id = a.user_id
WHERE a.user_id = $1
