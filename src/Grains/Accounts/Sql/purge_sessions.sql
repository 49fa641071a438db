-- $1 ended before, $2 limit
DELETE FROM session
WHERE session_id IN (
    (SELECT session_id FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
    UNION
    (SELECT session_id FROM session WHERE revoked_at < $1 ORDER BY revoked_at LIMIT $2))
