-- Deletes some of a bucket's positions of indexing where they are not served.
DELETE FROM search_position
WHERE thread_id IN (
    SELECT x.thread_id
    FROM search_position x
    WHERE x.thread_id BETWEEN $1 AND $2
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket($1)) = 0
    ORDER BY x.thread_id
    LIMIT $3)
