-- Brings what messages are now in line with the events that change them (4 edited, 5 deleted, 6 reaction added, 7 reaction
-- withdrawn). Runs behind append.sql in one commit and takes only the events that it has stored. A deletion takes the text
-- away wherever it stands.
WITH changed AS MATERIALIZED (
    SELECT l.thread_id, l.seq, l.type, l.sender_id, l.at, l.text, l.target_seq
    FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[]) AS i (thread_id, seq, sender_id, client_message_id)
    JOIN message_log l ON l.thread_id = i.thread_id AND l.seq = i.seq
    WHERE l.sender_id = i.sender_id AND l.client_message_id = i.client_message_id
),
messages AS (
    INSERT INTO message_change AS m (thread_id, seq, sender_id, text, edited_at, deleted_at)
    SELECT DISTINCT ON (c.thread_id, c.target_seq)
           c.thread_id, c.target_seq, c.sender_id, c.text,
           CASE WHEN c.type = 4 THEN c.at END, CASE WHEN c.type = 5 THEN c.at END
    FROM changed c
    WHERE c.type IN (4, 5)
    ORDER BY c.thread_id, c.target_seq, c.seq DESC
    ON CONFLICT (thread_id, seq) DO UPDATE
    SET text = EXCLUDED.text,
        edited_at = coalesce(EXCLUDED.edited_at, m.edited_at),
        deleted_at = coalesce(EXCLUDED.deleted_at, m.deleted_at)
),
emptied AS (
    UPDATE message_log l
    SET text = NULL
    FROM (
        SELECT c.thread_id, c.target_seq AS seq FROM changed c WHERE c.type = 5
        UNION ALL
        SELECT e.thread_id, e.seq
        FROM changed c
        JOIN message_log e ON e.thread_id = c.thread_id AND e.target_seq = c.target_seq AND e.type = 4
        WHERE c.type = 5
    ) gone
    WHERE l.thread_id = gone.thread_id AND l.seq = gone.seq
),
reacted AS (
    INSERT INTO reaction (thread_id, seq, user_id, emoji, at)
    SELECT c.thread_id, c.target_seq, c.sender_id, c.text, c.at FROM changed c WHERE c.type = 6
    ON CONFLICT DO NOTHING
),
withdrawn AS (
    DELETE FROM reaction r
    USING changed c
    WHERE r.thread_id = c.thread_id AND r.seq = c.target_seq
      AND (c.type = 5 OR (c.type = 7 AND r.user_id = c.sender_id AND r.emoji = c.text))
)
SELECT FROM changed
