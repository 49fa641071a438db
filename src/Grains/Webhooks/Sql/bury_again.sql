-- $1 endpoint, $2 subject_id, $3 seq, $4 reason
UPDATE webhook_dead_letter
SET replay_at = NULL, failed_at = now(), attempts = attempts + 1, reason = $4
WHERE endpoint = $1 AND subject_id = $2 AND seq = $3
