-- A page of reports, the newest first; with $4 of those that are dealt with. $1 and $2 are the last row of the page before.
SELECT r.report_id, r.created_at, r.reporter_id, r.reported_id, r.reason, r.text, r.thread_id, r.seq, r.message_at,
       r.message_text, r.resolved_at, r.resolved_by
FROM report r
WHERE (r.created_at, r.report_id) < ($1::timestamptz, $2::uuid) AND (NOT $4 OR r.resolved_at IS NOT NULL)
ORDER BY r.created_at DESC, r.report_id DESC
LIMIT $3
