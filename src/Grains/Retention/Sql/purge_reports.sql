-- $1 how many, $2 from before. What webhooks have yet to tell of one is told of nothing then.
DELETE FROM report
WHERE report_id IN (SELECT r.report_id FROM report r WHERE r.created_at < $2 ORDER BY r.created_at, r.report_id LIMIT $1)
