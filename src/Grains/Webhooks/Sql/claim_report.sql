-- $1 endpoint, $2 claim, $3 how long it may take. The oldest report that the endpoint was not told of, or that is due
-- again; where another silo is quicker, none.
WITH next AS (
    SELECT r.report_id
    FROM webhook_endpoint e
    JOIN report r ON r.created_at >= e.reports_after
    LEFT JOIN webhook_report w ON w.endpoint = e.endpoint AND w.report_id = r.report_id
    WHERE e.endpoint = $1 AND (w.report_id IS NULL OR w.due_at <= now())
    ORDER BY r.created_at, r.report_id
    LIMIT 1
)
INSERT INTO webhook_report AS w (endpoint, report_id, due_at, claim)
SELECT $1, n.report_id, now() + $3, $2 FROM next n
ON CONFLICT (endpoint, report_id) DO UPDATE SET due_at = EXCLUDED.due_at, claim = EXCLUDED.claim
WHERE w.due_at <= now()
RETURNING w.report_id, w.attempts
