-- $1 job_id, $2 user_id. Nothing while one is being made, and nothing for who is gone.
INSERT INTO job (job_id, kind, user_id, created_at, next_at)
SELECT $1, 2, a.user_id, now(), now()
FROM account a
WHERE a.user_id = $2 AND coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NULL
ON CONFLICT (kind, user_id) WHERE finished_at IS NULL DO NOTHING
