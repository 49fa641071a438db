-- $1 thread_id, $2 seq, $3 when. How far the endpoints have come that were known then.
SELECT e.endpoint, coalesce(p.told_seq >= $2, false), d.endpoint IS NOT NULL
FROM webhook_endpoint e
LEFT JOIN webhook_progress p ON p.endpoint = e.endpoint AND p.thread_id = $1
LEFT JOIN webhook_dead_letter d ON d.endpoint = e.endpoint AND d.subject_id = $1 AND d.seq = $2
WHERE e.since <= $3
ORDER BY e.endpoint
