-- Messages below $2 (at most $3) and above $4 (at most $5), ascending, with whether more stand on either side.
WITH below AS (
    SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text
    FROM message_log l
    WHERE l.thread_id = $1 AND l.type = 1 AND l.seq < $2
    ORDER BY l.seq DESC
    LIMIT $3
),
above AS (
    SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text
    FROM message_log l
    WHERE l.thread_id = $1 AND l.type = 1 AND l.seq > $4
    ORDER BY l.seq
    LIMIT $5
),
page AS (
    SELECT * FROM below
    UNION ALL
    SELECT * FROM above
),
bounds AS (
    SELECT coalesce(min(seq), CASE WHEN $3 > 0 THEN $2 ELSE $4 + 1 END) AS low,
           coalesce(max(seq), CASE WHEN $3 > 0 THEN $2 - 1 ELSE $4 END) AS high
    FROM page
),
-- Once, not once a row; and in index order with a limit, since a plain EXISTS may become a scan of the whole log.
sides AS MATERIALIZED (
    SELECT (SELECT l.seq FROM message_log l WHERE l.thread_id = $1 AND l.type = 1 AND l.seq < b.low
            ORDER BY l.seq DESC LIMIT 1) IS NOT NULL AS has_before,
           (SELECT l.seq FROM message_log l WHERE l.thread_id = $1 AND l.type = 1 AND l.seq > b.high
            ORDER BY l.seq LIMIT 1) IS NOT NULL AS has_after
    FROM bounds b
)
SELECT s.has_before, s.has_after, p.seq, p.sender_id, p.at, p.client_message_id, p.text
FROM sides s
LEFT JOIN page p ON true
ORDER BY p.seq
