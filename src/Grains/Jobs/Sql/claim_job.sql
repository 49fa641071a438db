-- $1 kind, $2 claim, $3 how long it may take. The claim of before counts no more.
UPDATE job j
SET claim = $2, next_at = now() + $3
FROM (
    SELECT d.job_id
    FROM job d
    WHERE d.kind = $1 AND d.next_at <= now()
    ORDER BY d.next_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED
) due
WHERE j.job_id = due.job_id
RETURNING j.job_id, j.user_id, j.claim, j.attempts, j.progress
