-- $1 user_id. The last one, with a row for each file of a finished one.
SELECT j.job_id, j.created_at, j.finished_at, j.keep_until, p.format, p.size, p.pieces
FROM (
    SELECT l.job_id, l.created_at, l.finished_at, l.keep_until
    FROM job l
    WHERE l.user_id = $1 AND l.kind = 2
    ORDER BY l.created_at DESC
    LIMIT 1
) j
LEFT JOIN LATERAL (
    SELECT e.format, sum(octet_length(e.bytes))::bigint AS size, count(*)::int AS pieces
    FROM export_piece e
    WHERE e.job_id = j.job_id AND j.finished_at IS NOT NULL
    GROUP BY e.format
) p ON true
WHERE j.finished_at IS NULL OR j.keep_until > now()
ORDER BY p.format
