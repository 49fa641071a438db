-- $1 asked before, $2 limit
SELECT user_id FROM departure WHERE asked_at < $1 ORDER BY asked_at LIMIT $2
