-- A member's watermarks and unread count of one thread, the unread count of all that this database serves, and what it
-- serves.
SELECT coalesce(max(m.delivered_seq) FILTER (WHERE m.thread_id = $2), 0),
       coalesce(max(m.read_seq) FILTER (WHERE m.thread_id = $2), 0),
       coalesce(sum(c.unread) FILTER (WHERE m.thread_id = $2), 0)::bigint, coalesce(sum(c.unread), 0)::bigint,
       (SELECT s.readable FROM log_shard s)
FROM thread_member m
CROSS JOIN LATERAL (
    SELECT CASE WHEN m.blocks THEN 0 ELSE
        (SELECT count(*)
         FROM message_log l
         WHERE l.thread_id = m.thread_id AND l.type = 1 AND l.seq > m.read_seq AND l.sender_id = m.peer_id)
        - (SELECT count(*)
           FROM message_change d
           WHERE d.thread_id = m.thread_id AND d.seq > m.read_seq AND d.sender_id = m.peer_id
             AND d.deleted_at IS NOT NULL)
    END AS unread
) c
WHERE m.user_id = $1 AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(m.thread_id)) = 1
