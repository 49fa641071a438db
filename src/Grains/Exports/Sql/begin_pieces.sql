-- $1 job_id, $2 claim
DELETE FROM export_piece p USING job j WHERE p.job_id = $1 AND j.job_id = p.job_id AND j.claim = $2
