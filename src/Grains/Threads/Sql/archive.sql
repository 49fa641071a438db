-- Puts a thread away for one of its members, as far as its log goes, or brings it back; says whether that was here.
WITH here AS (
    SELECT FROM log_shard s WHERE get_bit(s.writable, thread_bucket($1)) = 1
),
put AS (
    UPDATE thread_member m
    SET archived_seq = CASE WHEN $3 THEN greatest(1, (
        SELECT l.seq FROM message_log l WHERE l.thread_id = $1 ORDER BY l.seq DESC LIMIT 1)) ELSE 0 END
    FROM here
    WHERE m.thread_id = $1 AND m.user_id = $2
)
SELECT EXISTS (SELECT FROM here)
