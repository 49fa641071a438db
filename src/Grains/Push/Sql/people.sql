-- $1 user_ids. As others see them, and by which name a host knows them.
SELECT a.user_id, a.handle, a.display_name,
       coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NOT NULL,
       h.host, h.subject
FROM account a
LEFT JOIN host_user h ON h.user_id = a.user_id
WHERE a.user_id = ANY ($1)
