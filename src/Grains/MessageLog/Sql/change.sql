-- Brings what messages are now in line with the events that change them (4 edited, 5 deleted, 6 reaction added, 7 reaction
-- withdrawn), of each message at most one edit or deletion. Runs behind append.sql in one commit and takes only what that
-- has stored: a row that another commit has stored has had its effect, and others may have come after it. A deletion takes
-- the text away wherever it stands.
WITH changed AS MATERIALIZED (
    SELECT l.thread_id, l.seq, l.type, l.sender_id, l.at, l.text, l.target_seq
    FROM unnest($1::uuid[], $2::bigint[]) AS i (thread_id, seq)
    JOIN message_log l ON l.thread_id = i.thread_id AND l.seq = i.seq
    WHERE l.xmin = pg_current_xact_id_if_assigned()::xid
),
messages AS (
    INSERT INTO message_change AS m (thread_id, seq, sender_id, text, edited_at, deleted_at, deleted_seq)
    SELECT c.thread_id, c.target_seq, c.sender_id, c.text,
           CASE WHEN c.type = 4 THEN c.at END, CASE WHEN c.type = 5 THEN c.at END, CASE WHEN c.type = 5 THEN c.seq END
    FROM changed c
    WHERE c.type IN (4, 5)
    ON CONFLICT (thread_id, seq) DO UPDATE
    SET text = EXCLUDED.text,
        edited_at = coalesce(EXCLUDED.edited_at, m.edited_at),
        deleted_at = EXCLUDED.deleted_at,
        deleted_seq = EXCLUDED.deleted_seq
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
-- Out of the index of words as well. What is being indexed this moment is left, and not waited for: the index comes to the
-- event behind it.
forgotten AS (
    DELETE FROM message_search
    WHERE (thread_id, seq) IN (
        SELECT w.thread_id, w.seq
        FROM changed c
        JOIN message_search w ON w.thread_id = c.thread_id AND w.seq = c.target_seq
        WHERE c.type = 5
        FOR UPDATE OF w SKIP LOCKED)
),
-- And its attachments: nobody is given them any more, and their bytes are removed later.
detached AS (
    UPDATE attachment f
    SET state = 3, due_at = c.at, name = NULL, sha256 = NULL
    FROM changed c
    WHERE c.type = 5 AND f.thread_id = c.thread_id AND f.seq = c.target_seq AND f.state = 2
),
reacted AS (
    INSERT INTO reaction (thread_id, seq, user_id, emoji, event_seq)
    SELECT c.thread_id, c.target_seq, c.sender_id, c.text, c.seq FROM changed c WHERE c.type = 6
    ON CONFLICT DO NOTHING
),
withdrawn AS (
    DELETE FROM reaction r
    USING changed c
    WHERE r.thread_id = c.thread_id AND r.seq = c.target_seq
      AND (c.type = 5 OR (c.type = 7 AND r.user_id = c.sender_id AND r.emoji = c.text))
)
SELECT FROM changed
