-- $1 endpoint, $2 report_id, $3 claim, $4 attempts, $5 reason
WITH held AS (
    UPDATE webhook_report SET due_at = NULL, claim = NULL
    WHERE endpoint = $1 AND report_id = $2 AND claim = $3
    RETURNING 1
)
INSERT INTO webhook_dead_letter (endpoint, subject_id, seq, event, failed_at, attempts, reason)
SELECT $1, $2, 0, 'user.reported', now(), $4, $5 FROM held
ON CONFLICT (endpoint, subject_id, seq) DO UPDATE SET failed_at = EXCLUDED.failed_at, reason = EXCLUDED.reason
