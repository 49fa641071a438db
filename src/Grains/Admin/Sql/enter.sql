-- $1 audit_id, $2 now, $3 actor_id, $4 the role that is demanded, $5 action, $6 user_id, $7 thread_id, $8 seq,
-- $9 report_id, $10 role, $11 reason
-- Whether the actor has the role now; the entry is written only then. That of a repeated call is there already.
WITH actor AS (
    SELECT a.user_id
    FROM account a
    WHERE a.user_id = $3 AND a.role >= $4 AND coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NULL
),
written AS (
    INSERT INTO admin_audit (audit_id, at, actor_id, action, user_id, thread_id, seq, report_id, role, reason)
    SELECT $1, $2, c.user_id, $5, $6, $7, $8, $9, $10::smallint, $11 FROM actor c
    ON CONFLICT (audit_id) DO NOTHING
)
SELECT EXISTS (SELECT FROM actor)
