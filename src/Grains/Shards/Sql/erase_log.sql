-- Deletes some of a bucket's events where they are not served.
DELETE FROM message_log
WHERE (thread_id, seq) IN (
    SELECT l.thread_id, l.seq
    FROM message_log l
    WHERE l.thread_id BETWEEN $1 AND $2
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket($1)) = 0
    ORDER BY l.thread_id, l.seq
    LIMIT $3)
