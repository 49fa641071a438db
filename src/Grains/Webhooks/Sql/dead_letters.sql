-- $1 how many; the oldest first.
SELECT endpoint, subject_id, seq, event, failed_at, attempts, reason, replay_at IS NOT NULL
FROM webhook_dead_letter
ORDER BY failed_at, endpoint, subject_id, seq
LIMIT $1
