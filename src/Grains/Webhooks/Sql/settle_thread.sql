-- $1 endpoint, $2 thread_id, $3 claim, $4 told_seq, $5 the wanted_seq that was reached, none where there is more to tell;
-- $6 attempts, $7 pause. Where the log has gone on meanwhile, somebody goes on at once.
UPDATE webhook_progress
SET told_seq = $4,
    attempts = $6,
    claim = NULL,
    due_at = CASE WHEN $5::bigint IS NULL THEN now() + $7 WHEN wanted_seq > $5 THEN now() END
WHERE endpoint = $1 AND thread_id = $2 AND claim = $3
