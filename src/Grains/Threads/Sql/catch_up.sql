-- Events after each cursor, at most $4 a thread and $5 in all, and every known thread's head. Only the caller's threads
-- that this database serves.
WITH cursors AS MATERIALIZED (
    SELECT c.ord, c.thread_id, c.last_seq, coalesce(head.seq, 0) AS head
    FROM unnest($2::uuid[], $3::bigint[]) WITH ORDINALITY AS c (thread_id, last_seq, ord)
    JOIN thread_member m ON m.thread_id = c.thread_id AND m.user_id = $1
    LEFT JOIN LATERAL (
        SELECT l.seq FROM message_log l WHERE l.thread_id = c.thread_id ORDER BY l.seq DESC LIMIT 1
    ) head ON true
    WHERE get_bit((SELECT s.readable FROM log_shard s), thread_bucket(c.thread_id)) = 1
),
events AS (
    SELECT c.ord, e.*
    FROM cursors c
    CROSS JOIN LATERAL (
        SELECT l.seq, l.type, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq
        FROM message_log l
        WHERE l.thread_id = c.thread_id AND l.seq > c.last_seq
        ORDER BY l.seq
        LIMIT $4
    ) e
    WHERE c.last_seq <= c.head
    ORDER BY c.ord, e.seq
    LIMIT $5
)
SELECT c.thread_id, c.last_seq, c.head, e.seq, e.type, e.sender_id, e.at, e.client_message_id, e.text, e.target_seq, c.ord,
       CASE WHEN e.type = 1 THEN
       (SELECT jsonb_agg(shown_attachment(f, t) ORDER BY f.place)
        FROM attachment f
        LEFT JOIN attachment t ON t.thread_id = f.thread_id AND t.attachment_id = f.thumbnail_id AND t.state = 2
        WHERE f.thread_id = c.thread_id AND f.seq = e.seq AND f.state = 2 AND f.place IS NOT NULL) END
FROM cursors c
LEFT JOIN events e ON e.ord = c.ord
ORDER BY c.ord, e.seq
