-- $1 endpoint, $2 how many, $3 claim, $4 how long it may take
UPDATE webhook_progress p
SET claim = $3, due_at = now() + $4
FROM (
    SELECT d.endpoint, d.thread_id
    FROM webhook_progress d
    WHERE d.endpoint = $1 AND d.due_at <= now()
    ORDER BY d.due_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
) due
WHERE p.endpoint = due.endpoint AND p.thread_id = due.thread_id
RETURNING p.thread_id, p.told_seq, p.wanted_seq, p.attempts
