-- $1 endpoint, $2 report_id, $3 claim, $4 pause, none when it is told; $5 attempts
UPDATE webhook_report
SET due_at = now() + $4::interval, attempts = $5, claim = NULL
WHERE endpoint = $1 AND report_id = $2 AND claim = $3
