-- $1 user_id, $2 handle_key (one of the two is null), $3 role, $4 audit_id, $5 now. The role and its entry, both or neither.
WITH given AS (
    UPDATE account SET role = $3
    WHERE (user_id = $1 OR handle_key = $2) AND erased_at IS NULL
    RETURNING user_id, handle, role, coalesce(deactivated_at, suspended_at) IS NOT NULL AS gone
),
written AS (
    INSERT INTO admin_audit (audit_id, at, action, user_id, role)
    SELECT $4, $5, 6, g.user_id, g.role FROM given g
)
SELECT user_id, handle, role, gone FROM given
