-- What tells two copies of a bucket apart: its members as they are, each thread's last event, what has become of messages
-- and the reactions to them, what is known of attachments, and how many deleted messages still have their text. Logs are
-- 1..n, so the sum of the heads is the number of events.
SELECT count(*), coalesce(sum(head.seq), 0)::bigint,
       coalesce(sum(hash_record_extended(m, 0)::numeric), 0)::text,
       coalesce(sum(hash_record_extended(head, 0)::numeric), 0)::text,
       (SELECT coalesce(sum(hash_record_extended(c, 0)::numeric), 0)::text
        FROM message_change c
        WHERE c.thread_id BETWEEN $1 AND $2),
       (SELECT coalesce(sum(hash_record_extended(r, 0)::numeric), 0)::text
        FROM reaction r
        WHERE r.thread_id BETWEEN $1 AND $2),
       (SELECT coalesce(sum(hash_record_extended(f, 0)::numeric), 0)::text
        FROM attachment f
        WHERE f.thread_id BETWEEN $1 AND $2),
       (SELECT count(*)
        FROM message_change c
        JOIN message_log l ON l.thread_id = c.thread_id AND l.seq = c.seq
        WHERE c.thread_id BETWEEN $1 AND $2 AND c.deleted_at IS NOT NULL AND l.text IS NOT NULL)
FROM thread_member m
LEFT JOIN LATERAL (
    SELECT l.* FROM message_log l WHERE l.thread_id = m.thread_id ORDER BY l.seq DESC LIMIT 1
) head ON m.user_id < m.peer_id
WHERE m.thread_id BETWEEN $1 AND $2
