-- $1 endpoint, $2 thread_id, $3 seq, $4 reason
UPDATE webhook_dead_letter
SET replay_at = NULL, failed_at = now(), attempts = attempts + 1, reason = $4
WHERE endpoint = $1 AND thread_id = $2 AND seq = $3
