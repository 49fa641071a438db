-- Mutes a thread for one of its members until $3, or no longer; says whether that was here.
WITH here AS (
    SELECT FROM log_shard s WHERE get_bit(s.writable, thread_bucket($1)) = 1
),
muted AS (
    UPDATE thread_member m SET muted_until = $3 FROM here WHERE m.thread_id = $1 AND m.user_id = $2
)
SELECT EXISTS (SELECT FROM here)
