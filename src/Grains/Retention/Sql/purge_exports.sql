-- $1 how many
DELETE FROM job
WHERE job_id IN (SELECT j.job_id FROM job j WHERE j.finished_at IS NOT NULL AND j.kind = 2 AND j.keep_until <= now() LIMIT $1)
