-- Gives up an upload ($2) of $3 that waits for its message or is on its way, with its thumbnail; from $4 on its bytes are
-- removed. Says whether this database writes the thread, whether there is one, whether the caller is a member, and whether
-- there was such an upload, or was one.
WITH here AS (
    SELECT FROM log_shard s WHERE get_bit(s.writable, thread_bucket($1)) = 1
),
own AS (
    SELECT a.attachment_id, a.thumbnail_id
    FROM here
    JOIN attachment a ON a.thread_id = $1 AND a.attachment_id = $2 AND a.owner_id = $3 AND a.state IN (0, 1, 3)
    FOR UPDATE OF a
),
given_up AS (
    UPDATE attachment a
    SET state = 3, due_at = $4, name = NULL, sha256 = NULL
    FROM own
    WHERE a.thread_id = $1 AND a.attachment_id IN (own.attachment_id, own.thumbnail_id) AND a.state IN (0, 1)
)
SELECT EXISTS (SELECT FROM here),
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1),
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1 AND m.user_id = $3),
       EXISTS (SELECT FROM own)
