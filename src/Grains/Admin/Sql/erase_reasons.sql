-- $1 user_id. The reasons of entries about the user, about a thread of theirs, and about a report that they have made or
-- that is about them; and the role, which nobody has any more.
WITH roleless AS (
    UPDATE account SET role = 0 WHERE user_id = $1 AND role <> 0
)
UPDATE admin_audit a
SET reason = NULL
WHERE a.reason IS NOT NULL
  AND (a.user_id = $1
       OR EXISTS (SELECT FROM thread t WHERE t.thread_id = a.thread_id AND $1 IN (t.user_low, t.user_high))
       OR EXISTS (SELECT FROM report r WHERE r.report_id = a.report_id AND $1 IN (r.reporter_id, r.reported_id)))
