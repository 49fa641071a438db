-- $1 how many, $2 finished before; exports go when they expire.
DELETE FROM job
WHERE job_id IN (SELECT j.job_id FROM job j WHERE j.finished_at < $2 AND j.kind <> 2 LIMIT $1)
