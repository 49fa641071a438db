-- $1 how old the last comparison has to be. Whoever gets a bucket compares it.
UPDATE push_sweep s
SET swept_at = now()
FROM (
    SELECT o.bucket FROM push_sweep o
    WHERE o.swept_at <= now() - $1
    ORDER BY o.swept_at, o.bucket
    LIMIT 1
    FOR UPDATE SKIP LOCKED
) oldest
WHERE s.bucket = oldest.bucket
RETURNING s.bucket
