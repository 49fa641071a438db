-- $1 now, $2 limit
DELETE FROM spent_ticket
WHERE ticket_id IN (
    SELECT ticket_id FROM spent_ticket WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
