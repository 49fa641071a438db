SELECT user_id, handle, role, coalesce(deactivated_at, suspended_at, erased_at) IS NOT NULL
FROM account
WHERE role > 0
ORDER BY handle_key
