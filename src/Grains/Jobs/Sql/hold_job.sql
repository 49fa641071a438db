-- $1 job_id, $2 claim, $3 how much longer it may take
UPDATE job SET next_at = now() + $3 WHERE job_id = $1 AND claim = $2
