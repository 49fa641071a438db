-- $1 endpoint, $2 how many, $3 how long it may take
UPDATE webhook_dead_letter l
SET replay_at = now() + $3
FROM (
    SELECT d.endpoint, d.subject_id, d.seq
    FROM webhook_dead_letter d
    WHERE d.endpoint = $1 AND d.replay_at <= now()
    ORDER BY d.replay_at, d.subject_id, d.seq
    LIMIT $2
    FOR UPDATE SKIP LOCKED
) due
WHERE l.endpoint = due.endpoint AND l.subject_id = due.subject_id AND l.seq = due.seq
RETURNING l.subject_id, l.seq
