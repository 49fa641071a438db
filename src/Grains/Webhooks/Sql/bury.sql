-- $1 endpoint, $2 thread_id, $3 claim, $4 seq, $5 event, $6 attempts, $7 reason
-- A dead letter, and on to the next: both or neither, and only by who holds the thread.
WITH held AS (
    UPDATE webhook_progress SET told_seq = $4, attempts = 0
    WHERE endpoint = $1 AND thread_id = $2 AND claim = $3
    RETURNING 1
)
INSERT INTO webhook_dead_letter (endpoint, subject_id, seq, event, failed_at, attempts, reason)
SELECT $1, $2, $4, $5, now(), $6, $7 FROM held
ON CONFLICT (endpoint, subject_id, seq) DO UPDATE SET failed_at = EXCLUDED.failed_at, reason = EXCLUDED.reason
