-- $1 user_id, $2 verified hash (null: not asked), $3 now, $4 job_id, $5 reason
-- Who is erased already stays so; the password may be gone by then.
WITH gone AS (
    UPDATE account SET erased_at = coalesce(erased_at, $3)
    WHERE user_id = $1 AND ($2::text IS NULL OR password_hash = $2 OR erased_at IS NOT NULL)
    RETURNING user_id
), told AS (
    INSERT INTO departure (user_id, asked_at)
    SELECT user_id, $3 FROM gone
    ON CONFLICT (user_id) DO UPDATE SET asked_at = excluded.asked_at
), begun AS (
    INSERT INTO job (job_id, kind, user_id, reason, created_at, next_at)
    SELECT $4, 1, g.user_id, $5, now(), now()
    FROM gone g
    WHERE NOT EXISTS (SELECT FROM job j WHERE j.user_id = g.user_id AND j.kind = 1)
)
SELECT user_id FROM gone
