-- $1 job_id, $2 claim, $3 pause, $4 what went wrong
UPDATE job SET claim = NULL, attempts = attempts + 1, next_at = now() + $3, fault = $4 WHERE job_id = $1 AND claim = $2
