-- The bytes of an upload ($2) of $3 are kept; until $10 it waits for its message. A thumbnail takes the place of the one
-- before, whose bytes are removed, and comes too late when what it is of waits no more. Says whether this database writes
-- the thread, and whether the upload is complete.
WITH here AS (
    SELECT FROM log_shard s WHERE get_bit(s.writable, thread_bucket($1)) = 1
),
own AS (
    SELECT a.parent_id
    FROM here
    JOIN attachment a ON a.thread_id = $1 AND a.attachment_id = $2 AND a.owner_id = $3 AND a.state IN (0, 1)
    FOR UPDATE OF a
),
parent AS (
    SELECT p.attachment_id, p.thumbnail_id
    FROM own
    JOIN attachment p ON p.thread_id = $1 AND p.attachment_id = own.parent_id AND p.state = 1
    FOR UPDATE OF p
),
completed AS (
    UPDATE attachment a
    SET state = 1, size = $4, name = $5, type = $6, width = $7, height = $8, sha256 = $9, due_at = $10
    FROM own
    WHERE a.thread_id = $1 AND a.attachment_id = $2 AND (own.parent_id IS NULL OR EXISTS (SELECT FROM parent))
    RETURNING a.attachment_id
),
linked AS (
    UPDATE attachment p
    SET thumbnail_id = $2
    FROM parent
    WHERE p.thread_id = $1 AND p.attachment_id = parent.attachment_id AND EXISTS (SELECT FROM completed)
),
replaced AS (
    UPDATE attachment o
    SET state = 3, due_at = $11, name = NULL, sha256 = NULL
    FROM parent
    WHERE o.thread_id = $1 AND o.attachment_id = parent.thumbnail_id AND o.attachment_id <> $2
)
SELECT EXISTS (SELECT FROM here), EXISTS (SELECT FROM completed)
