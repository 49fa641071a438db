-- $1 user_id
SELECT s.session_id, s.device_name, s.user_agent, s.created_at, s.used_at, s.expires_at, s.revoked_at
FROM session s
WHERE s.user_id = $1
ORDER BY s.created_at, s.session_id
