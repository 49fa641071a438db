-- $1 subscription_id, $2 user_id, $3 session_id, $4 endpoint, $5 p256dh, $6 auth, $7 now, $8 expires_at. No row: the session
-- has ended. The lock keeps its end waiting.
INSERT INTO push_subscription AS s (subscription_id, user_id, session_id, endpoint, p256dh, auth, created_at, expires_at)
SELECT $1, e.user_id, e.session_id, $4, $5, $6, $7, $8
FROM session e
WHERE e.session_id = $3 AND e.user_id = $2 AND e.revoked_at IS NULL AND e.expires_at > $7
FOR SHARE
ON CONFLICT (session_id) DO UPDATE
SET endpoint = EXCLUDED.endpoint,
    p256dh = EXCLUDED.p256dh,
    auth = EXCLUDED.auth,
    expires_at = EXCLUDED.expires_at,
    failures = 0
