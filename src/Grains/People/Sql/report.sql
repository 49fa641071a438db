-- Stores a report unless it is stored already, nobody has the reported id, or the reporter has made $12 since $11. Says
-- whether the reported is there, whether the report is stored, and when the one was made that makes room for the next.
WITH known AS (
    SELECT a.user_id FROM account a WHERE a.user_id = $3
),
recent AS (
    SELECT r.created_at
    FROM report r
    WHERE r.reporter_id = $2 AND r.created_at > $11 AND r.report_id <> $1
    ORDER BY r.created_at DESC
    LIMIT $12
),
full_since AS (
    SELECT CASE WHEN count(*) >= $12 THEN min(r.created_at) END AS at FROM recent r
),
added AS (
    INSERT INTO report (report_id, reporter_id, reported_id, created_at, reason, text, thread_id, seq, message_at, message_text)
    SELECT $1, $2, k.user_id, $4, $5, $6, $7, $8, $9, $10
    FROM known k, full_since f
    WHERE f.at IS NULL
    ON CONFLICT (report_id) DO NOTHING
    RETURNING report_id
)
SELECT EXISTS (SELECT FROM known),
       EXISTS (SELECT FROM added) OR EXISTS (SELECT FROM report r WHERE r.report_id = $1 AND r.reporter_id = $2),
       (SELECT f.at FROM full_since f)
