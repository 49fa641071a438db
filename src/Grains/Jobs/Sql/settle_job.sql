-- $1 job_id, $2 claim, $3 pause (null: it is finished), $4 progress, $5 how long what it has made is kept
UPDATE job
SET claim = NULL,
    attempts = 0,
    fault = NULL,
    next_at = now() + $3,
    progress = $4,
    finished_at = CASE WHEN $3 IS NULL THEN now() END,
    keep_until = now() + $5
WHERE job_id = $1 AND claim = $2
