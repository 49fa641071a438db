-- What tells two copies of a bucket apart: its members as they are, and each thread's last event. Logs are 1..n, so the
-- sum of the heads is the number of events.
SELECT count(*), coalesce(sum(head.seq), 0)::bigint,
       coalesce(sum(hash_record_extended(m, 0)::numeric), 0)::text,
       coalesce(sum(hash_record_extended(head, 0)::numeric), 0)::text
FROM thread_member m
LEFT JOIN LATERAL (
    SELECT l.* FROM message_log l WHERE l.thread_id = m.thread_id ORDER BY l.seq DESC LIMIT 1
) head ON m.user_id < m.peer_id
WHERE m.thread_id BETWEEN $1 AND $2
