-- Makes uploads part of the messages that they were sent with: all of them, or nothing of the batch is stored. Runs behind
-- append.sql in one commit and takes only what that has stored. An upload that somebody else has taken, has given up, or
-- is removing is not to be had; one that is being given up this moment is waited for.
WITH wanted AS MATERIALIZED (
    SELECT i.thread_id, i.seq, i.place, i.attachment_id, l.sender_id
    FROM unnest($1::uuid[], $2::bigint[], $3::smallint[], $4::uuid[]) AS i (thread_id, seq, place, attachment_id)
    JOIN message_log l ON l.thread_id = i.thread_id AND l.seq = i.seq
    WHERE l.xmin = pg_current_xact_id_if_assigned()::xid
),
taken AS (
    UPDATE attachment a
    SET state = 2, seq = w.seq, place = w.place, due_at = NULL
    FROM wanted w
    WHERE a.thread_id = w.thread_id AND a.attachment_id = w.attachment_id
      AND a.state = 1 AND a.owner_id = w.sender_id AND a.parent_id IS NULL
    RETURNING a.thread_id, a.seq, a.thumbnail_id
),
thumbnails AS (
    UPDATE attachment t
    SET state = 2, seq = p.seq, due_at = NULL
    FROM taken p
    WHERE t.thread_id = p.thread_id AND t.attachment_id = p.thumbnail_id AND t.state = 1
)
SELECT demand_attachments((SELECT count(*) FROM wanted), (SELECT count(*) FROM taken))
