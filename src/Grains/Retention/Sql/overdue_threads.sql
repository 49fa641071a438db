-- $1 behind which thread, $2 a time, $3 how many. Threads in the order of their ids, up to where nothing is left of each, and
-- whether its oldest message behind that, people's or the system's, is from before that time.
SELECT m.thread_id, coalesce(p.seq, 0), coalesce(least(written.at, posted.at) < $2, false)
FROM (
    SELECT t.thread_id
    FROM thread_member t
    WHERE t.thread_id > $1 AND t.user_id < t.peer_id
    ORDER BY t.thread_id
    LIMIT $3
) m
LEFT JOIN retention_position p ON p.thread_id = m.thread_id
LEFT JOIN LATERAL (
    SELECT l.at
    FROM message_log l
    WHERE l.thread_id = m.thread_id AND l.type = 1 AND l.seq > coalesce(p.seq, 0)
    ORDER BY l.seq
    LIMIT 1
) written ON true
LEFT JOIN LATERAL (
    SELECT l.at
    FROM message_log l
    WHERE l.thread_id = m.thread_id AND l.type = 8 AND l.seq > coalesce(p.seq, 0)
    ORDER BY l.seq
    LIMIT 1
) posted ON true
ORDER BY m.thread_id
