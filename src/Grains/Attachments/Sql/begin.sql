-- Makes room for an upload ($2) of a member ($3) into an active thread ($1), a thumbnail ($5) only of what waits for its
-- message. Says whether this database writes the thread, whether there is one, whether the caller is a member, whether it
-- is active, whether a member blocks the other, and whether there is what the thumbnail is of.
WITH here AS (
    SELECT FROM log_shard s WHERE get_bit(s.writable, thread_bucket($1)) = 1
),
parent AS (
    SELECT FROM attachment p
    WHERE p.thread_id = $1 AND p.attachment_id = $5 AND p.owner_id = $3 AND p.state = 1 AND p.parent_id IS NULL
),
begun AS (
    INSERT INTO attachment (thread_id, attachment_id, owner_id, created_at, due_at, size, parent_id)
    SELECT $1, $2, $3, $6, $7, $4, $5
    FROM here
    JOIN thread_member m ON m.thread_id = $1 AND m.user_id = $3 AND m.phase IS NOT NULL
    WHERE $5 IS NULL OR EXISTS (SELECT FROM parent)
    ON CONFLICT (thread_id, attachment_id) DO NOTHING
)
SELECT EXISTS (SELECT FROM here),
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1),
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1 AND m.user_id = $3),
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1 AND m.phase IS NOT NULL),
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1 AND m.blocks),
       $5 IS NULL OR EXISTS (SELECT FROM parent)
