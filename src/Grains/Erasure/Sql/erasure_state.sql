-- $1 user_id. A job that was finished long ago is no longer there; what it did is.
SELECT coalesce(j.created_at, a.erased_at), CASE WHEN j.job_id IS NULL THEN a.erased_at ELSE j.finished_at END
FROM account a
LEFT JOIN job j ON j.user_id = a.user_id AND j.kind = 1
WHERE a.user_id = $1 AND a.erased_at IS NOT NULL
