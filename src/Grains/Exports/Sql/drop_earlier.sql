-- $1 the job that stays, $2 user_id
DELETE FROM job WHERE user_id = $2 AND kind = 2 AND job_id <> $1 AND finished_at IS NOT NULL
