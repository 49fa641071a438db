-- Messages (people's, type 1, and the system's, type 8: each has an index of its own) below $2 (at most $3) and above $4
-- (at most $5), ascending and as they are now, with whether more stand on either side.
WITH below AS (
    SELECT *
    FROM (
        (SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq, l.type
         FROM message_log l
         WHERE l.thread_id = $1 AND l.type = 1 AND l.seq < $2
         ORDER BY l.seq DESC
         LIMIT $3)
        UNION ALL
        (SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq, l.type
         FROM message_log l
         WHERE l.thread_id = $1 AND l.type = 8 AND l.seq < $2
         ORDER BY l.seq DESC
         LIMIT $3)
    ) nearest
    ORDER BY seq DESC
    LIMIT $3
),
above AS (
    SELECT *
    FROM (
        (SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq, l.type
         FROM message_log l
         WHERE l.thread_id = $1 AND l.type = 1 AND l.seq > $4
         ORDER BY l.seq
         LIMIT $5)
        UNION ALL
        (SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq, l.type
         FROM message_log l
         WHERE l.thread_id = $1 AND l.type = 8 AND l.seq > $4
         ORDER BY l.seq
         LIMIT $5)
    ) nearest
    ORDER BY seq
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
            ORDER BY l.seq DESC LIMIT 1) IS NOT NULL
           OR (SELECT l.seq FROM message_log l WHERE l.thread_id = $1 AND l.type = 8 AND l.seq < b.low
               ORDER BY l.seq DESC LIMIT 1) IS NOT NULL AS has_before,
           (SELECT l.seq FROM message_log l WHERE l.thread_id = $1 AND l.type = 1 AND l.seq > b.high
            ORDER BY l.seq LIMIT 1) IS NOT NULL
           OR (SELECT l.seq FROM message_log l WHERE l.thread_id = $1 AND l.type = 8 AND l.seq > b.high
               ORDER BY l.seq LIMIT 1) IS NOT NULL AS has_after
    FROM bounds b
),
-- One range for all messages of the page: most have none.
files AS MATERIALIZED (
    SELECT f.seq, jsonb_agg(shown_attachment(f, t) ORDER BY f.place) AS attachments
    FROM bounds b
    JOIN attachment f ON f.thread_id = $1 AND f.seq BETWEEN b.low AND b.high AND f.state = 2 AND f.place IS NOT NULL
    LEFT JOIN attachment t ON t.thread_id = f.thread_id AND t.attachment_id = f.thumbnail_id AND t.state = 2
    GROUP BY f.seq
)
SELECT s.has_before, s.has_after, p.seq, p.sender_id, p.at, p.client_message_id,
       CASE WHEN c.seq IS NULL THEN p.text ELSE c.text END, p.target_seq, c.edited_at, c.deleted_at,
       r.emojis, r.users, p.type, f.attachments
FROM sides s
LEFT JOIN page p ON true
LEFT JOIN files f ON f.seq = p.seq
LEFT JOIN message_change c ON c.thread_id = $1 AND c.seq = p.seq
LEFT JOIN LATERAL (
    SELECT array_agg(e.emoji ORDER BY e.event_seq) AS emojis,
           array_agg(e.user_id ORDER BY e.event_seq) AS users
    FROM reaction e
    WHERE e.thread_id = $1 AND e.seq = p.seq
) r ON true
ORDER BY p.seq
