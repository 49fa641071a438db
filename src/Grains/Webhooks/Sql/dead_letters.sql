-- $1 how many; the oldest first.
SELECT endpoint, thread_id, seq, event, failed_at, attempts, reason, replay_at IS NOT NULL
FROM webhook_dead_letter
ORDER BY failed_at, endpoint, thread_id, seq
LIMIT $1
