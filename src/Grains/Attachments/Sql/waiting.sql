-- How many bytes of a user's wait for their messages, or are on their way, in what this database serves; and what that is.
SELECT (SELECT coalesce(sum(a.size), 0)::bigint
        FROM attachment a
        WHERE a.owner_id = $1 AND a.state IN (0, 1) AND get_bit(s.readable, thread_bucket(a.thread_id)) = 1),
       s.readable
FROM log_shard s
