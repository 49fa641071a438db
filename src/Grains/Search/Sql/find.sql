-- The caller's messages that match, of all threads or of $3, best first: those that are indexed, and those beyond, which
-- only pending threads have. Behind the place ($4 to $7), at most $8. An edited message counts as it reads now.
WITH asked AS MATERIALIZED (
    SELECT q.words, quote_literal(search_member($1))::tsquery && q.words AS mine
    FROM websearch_to_tsquery('pg_catalog.simple', search_form($2)) AS q (words)
),
tail AS MATERIALIZED (
    SELECT DISTINCT p.thread_id, CASE WHEN l.type = 1 THEN l.seq ELSE l.target_seq END AS seq
    FROM search_pending p
    LEFT JOIN search_position x ON x.thread_id = p.thread_id
    CROSS JOIN LATERAL (
        SELECT e.seq, e.type, e.target_seq
        FROM message_log e
        WHERE e.thread_id = p.thread_id AND e.seq > coalesce(x.seq, 0) AND e.type IN (1, 4)
    ) l
    WHERE p.user_id = $1 AND ($3::uuid IS NULL OR p.thread_id = $3)
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(p.thread_id)) = 1
),
indexed AS (
    SELECT i.thread_id, i.seq, i.at, CASE WHEN c.seq IS NULL THEN i.words ELSE search_words(c.text) END AS words
    FROM asked
    JOIN message_search i ON i.words @@ asked.mine
    LEFT JOIN message_change c ON c.thread_id = i.thread_id AND c.seq = i.seq
    WHERE ($3::uuid IS NULL OR i.thread_id = $3)
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(i.thread_id)) = 1
      AND (c.seq IS NULL OR c.deleted_at IS NULL)
      AND (i.thread_id, i.seq) NOT IN (SELECT t.thread_id, t.seq FROM tail t)
),
unindexed AS (
    SELECT t.thread_id, t.seq, l.at, search_words(CASE WHEN c.seq IS NULL THEN l.text ELSE c.text END) AS words
    FROM tail t
    JOIN message_log l ON l.thread_id = t.thread_id AND l.seq = t.seq AND l.type = 1
    LEFT JOIN message_change c ON c.thread_id = t.thread_id AND c.seq = t.seq
),
found AS (
    SELECT f.thread_id, f.seq, f.at, ts_rank(f.words, asked.words) AS rank
    FROM asked
    CROSS JOIN (SELECT * FROM indexed UNION ALL SELECT * FROM unindexed) f
    WHERE f.words @@ asked.words
),
page AS MATERIALIZED (
    SELECT f.*
    FROM found f
    WHERE (f.rank, f.at, f.thread_id, f.seq) < ($4::real, $5::timestamptz, $6::uuid, $7::bigint)
    ORDER BY f.rank DESC, f.at DESC, f.thread_id DESC, f.seq DESC
    LIMIT $8
)
-- The members' words are in the index's keeping, membership is in thread_member's. What looks like a tag would be left out
-- of a headline.
SELECT p.rank, p.thread_id, l.seq, l.sender_id, l.at, l.client_message_id, now.text, l.target_seq, c.edited_at, c.deleted_at,
       ts_headline('pg_catalog.simple', translate(now.text, E'<\x02\x03\x04', E'\x04'), asked.words,
                   E'StartSel="\x02", StopSel="\x03", MaxWords=40, MinWords=20, ShortWord=0'),
       (SELECT jsonb_agg(shown_attachment(f, t) ORDER BY f.place)
        FROM attachment f
        LEFT JOIN attachment t ON t.thread_id = f.thread_id AND t.attachment_id = f.thumbnail_id AND t.state = 2
        WHERE f.thread_id = p.thread_id AND f.seq = p.seq AND f.state = 2 AND f.place IS NOT NULL)
FROM asked
CROSS JOIN page p
JOIN thread_member m ON m.thread_id = p.thread_id AND m.user_id = $1
JOIN message_log l ON l.thread_id = p.thread_id AND l.seq = p.seq
LEFT JOIN message_change c ON c.thread_id = p.thread_id AND c.seq = p.seq
CROSS JOIN LATERAL (SELECT CASE WHEN c.seq IS NULL THEN l.text ELSE c.text END) AS now (text)
ORDER BY p.rank DESC, p.at DESC, p.thread_id DESC, p.seq DESC
