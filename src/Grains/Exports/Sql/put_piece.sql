-- $1 job_id, $2 claim, $3 format, $4 number, $5 bytes. Only by who has the job; whoever takes it over or throws it away waits.
INSERT INTO export_piece (job_id, format, number, bytes)
SELECT j.job_id, $3, $4, $5 FROM job j WHERE j.job_id = $1 AND j.claim = $2 FOR NO KEY UPDATE
