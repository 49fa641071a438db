-- $1 user_id, $2 asked_at
DELETE FROM departure WHERE user_id = $1 AND asked_at = $2
