-- $1 since (null: the last $2), $2 remembered, $3 margin for late commits
-- clock_timestamp() is volatile and would hide the indexes; now() is this statement's start.
WITH span AS (SELECT coalesce($1, now() - $2) AS since, now() AS until)
SELECT NULL::uuid AS session_id, span.until - $3 AS next FROM span
UNION ALL
SELECT session.session_id, NULL FROM session, span
WHERE session.revoked_at >= span.since
UNION ALL
SELECT session.session_id, NULL FROM session, span
WHERE session.expires_at >= span.since AND session.expires_at <= span.until
