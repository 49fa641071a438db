-- Who of these is in more active threads than the limit, with two of them.
SELECT m.user_id, count(*), min(m.thread_id::text), max(m.thread_id::text)
FROM thread_member m
WHERE m.user_id = ANY($1) AND m.phase IS NOT NULL
GROUP BY m.user_id
HAVING count(*) > $2
