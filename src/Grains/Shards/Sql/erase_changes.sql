-- Deletes some of what has become of a bucket's messages where they are not served.
DELETE FROM message_change
WHERE (thread_id, seq) IN (
    SELECT c.thread_id, c.seq
    FROM message_change c
    WHERE c.thread_id BETWEEN $1 AND $2
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket($1)) = 0
    ORDER BY c.thread_id, c.seq
    LIMIT $3)
