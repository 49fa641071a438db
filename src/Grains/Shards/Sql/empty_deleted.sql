-- Takes the texts of some messages away that are deleted, their edits' included: the log was copied before.
WITH deleted AS MATERIALIZED (
    SELECT c.thread_id, c.seq
    FROM unnest($1::uuid[], $2::bigint[]) AS i (thread_id, seq)
    JOIN message_change c ON c.thread_id = i.thread_id AND c.seq = i.seq
    WHERE c.deleted_at IS NOT NULL
)
UPDATE message_log l
SET text = NULL
FROM (
    SELECT d.thread_id, d.seq FROM deleted d
    UNION ALL
    SELECT e.thread_id, e.seq
    FROM deleted d
    JOIN message_log e ON e.thread_id = d.thread_id AND e.target_seq = d.seq AND e.type = 4
) gone
WHERE l.thread_id = gone.thread_id AND l.seq = gone.seq AND l.text IS NOT NULL
