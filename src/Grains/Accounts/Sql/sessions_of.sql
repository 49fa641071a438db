-- $1 user_id, $2 now, $3 limit
SELECT session_id, created_at, coalesce(used_at, created_at), expires_at, device_name, user_agent
FROM session
WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
ORDER BY coalesce(used_at, created_at) DESC, session_id
LIMIT $3
