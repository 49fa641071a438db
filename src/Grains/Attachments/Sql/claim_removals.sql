-- Some attachments ($3 at most) whose bytes are to be removed by $1, of threads that this database writes. Nobody else is
-- given them before $2, and none of them can become part of a message any more.
UPDATE attachment a
SET state = 3, due_at = $2, name = NULL, sha256 = NULL
WHERE (a.thread_id, a.attachment_id) IN (
    SELECT d.thread_id, d.attachment_id
    FROM attachment d
    WHERE d.due_at <= $1 AND get_bit((SELECT s.writable FROM log_shard s), thread_bucket(d.thread_id)) = 1
    ORDER BY d.due_at
    LIMIT $3
    FOR UPDATE SKIP LOCKED)
RETURNING a.thread_id, a.attachment_id
