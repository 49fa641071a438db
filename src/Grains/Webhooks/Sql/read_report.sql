-- $1 report_id
SELECT reporter_id, reported_id, created_at, reason, text, thread_id, seq FROM report WHERE report_id = $1
