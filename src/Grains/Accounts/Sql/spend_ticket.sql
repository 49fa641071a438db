-- $1 ticket_id, $2 expires_at, $3 session_id, $4 now
INSERT INTO spent_ticket (ticket_id, expires_at)
SELECT $1, $2
WHERE EXISTS (SELECT FROM session WHERE session_id = $3 AND revoked_at IS NULL AND expires_at > $4)
ON CONFLICT DO NOTHING
