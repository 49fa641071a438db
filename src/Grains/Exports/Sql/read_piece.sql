-- $1 user_id, $2 job_id, $3 format, $4 number
SELECT p.bytes
FROM job j
JOIN export_piece p ON p.job_id = j.job_id AND p.format = $3 AND p.number = $4
WHERE j.job_id = $2 AND j.user_id = $1 AND j.kind = 2 AND j.finished_at IS NOT NULL AND j.keep_until > now()
