-- $1 endpoint. Once all is told, what was told is no longer looked at. A report that is stored late has ten minutes.
WITH moved AS (
    UPDATE webhook_endpoint e
    SET reports_after = now() - interval '10 minutes'
    WHERE e.endpoint = $1 AND e.reports_after < now() - interval '20 minutes'
      AND NOT EXISTS (
          SELECT
          FROM report r
          LEFT JOIN webhook_report w ON w.endpoint = e.endpoint AND w.report_id = r.report_id
          WHERE r.created_at >= e.reports_after AND r.created_at < now() - interval '10 minutes'
            AND (w.report_id IS NULL OR w.due_at IS NOT NULL))
    RETURNING e.reports_after
)
DELETE FROM webhook_report w
USING moved m, report r
WHERE w.endpoint = $1 AND r.report_id = w.report_id AND r.created_at < m.reports_after
