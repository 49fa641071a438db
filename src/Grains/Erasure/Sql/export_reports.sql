-- $1 user_id; the reported message is somebody else's, and stays out.
SELECT r.report_id, r.created_at, 'u_' || replace(r.reported_id::text, '-', ''),
       (ARRAY['spam', 'harassment', 'hate', 'violence', 'sexual', 'selfHarm', 'impersonation', 'illegal', 'other'])[r.reason], r.text, replace(r.thread_id::text, '-', ''), r.seq
FROM report r
WHERE r.reporter_id = $1
ORDER BY r.created_at, r.report_id
