-- Deletes some of the index of a bucket's messages where they are not served.
DELETE FROM message_search
WHERE (thread_id, seq) IN (
    SELECT i.thread_id, i.seq
    FROM message_search i
    WHERE i.thread_id BETWEEN $1 AND $2
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket($1)) = 0
    ORDER BY i.thread_id, i.seq
    LIMIT $3)
