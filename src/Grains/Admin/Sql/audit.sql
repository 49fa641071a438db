-- A page of the audit, the newest first. $1 and $2 are the last row of the page before; $3 actor_id, $4 user_id,
-- $5 thread_id (each null: any), $6 limit
SELECT a.audit_id, a.at, a.actor_id, a.action, a.user_id, a.thread_id, a.seq, a.report_id, a.role, a.reason
FROM admin_audit a
WHERE (a.at, a.audit_id) < ($1::timestamptz, $2::uuid)
  AND ($3::uuid IS NULL OR a.actor_id = $3)
  AND ($4::uuid IS NULL OR a.user_id = $4)
  AND ($5::uuid IS NULL OR a.thread_id = $5)
ORDER BY a.at DESC, a.audit_id DESC
LIMIT $6
