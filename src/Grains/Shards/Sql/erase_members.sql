-- Deletes some of a bucket's members where they are not served.
DELETE FROM thread_member
WHERE (thread_id, user_id) IN (
    SELECT m.thread_id, m.user_id
    FROM thread_member m
    WHERE m.thread_id BETWEEN $1 AND $2
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket($1)) = 0
    ORDER BY m.thread_id, m.user_id
    LIMIT $3)
