-- Deletes some of the reactions to a bucket's messages where they are not served.
DELETE FROM reaction
WHERE (thread_id, seq, user_id, emoji) IN (
    SELECT r.thread_id, r.seq, r.user_id, r.emoji
    FROM reaction r
    WHERE r.thread_id BETWEEN $1 AND $2
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket($1)) = 0
    ORDER BY r.thread_id, r.seq, r.user_id, r.emoji
    LIMIT $3)
