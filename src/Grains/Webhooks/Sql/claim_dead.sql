-- $1 endpoint, $2 how many, $3 how long it may take
UPDATE webhook_dead_letter l
SET replay_at = now() + $3
FROM (
    SELECT d.endpoint, d.thread_id, d.seq
    FROM webhook_dead_letter d
    WHERE d.endpoint = $1 AND d.replay_at <= now()
    ORDER BY d.replay_at, d.thread_id, d.seq
    LIMIT $2
    FOR UPDATE SKIP LOCKED
) due
WHERE l.endpoint = due.endpoint AND l.thread_id = due.thread_id AND l.seq = due.seq
RETURNING l.thread_id, l.seq
