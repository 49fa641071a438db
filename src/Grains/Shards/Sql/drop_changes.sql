-- Forgets what has become of some messages, and their reactions: they are copied again.
WITH stale AS MATERIALIZED (
    SELECT i.thread_id, i.seq FROM unnest($1::uuid[], $2::bigint[]) AS i (thread_id, seq)
),
changes AS (
    DELETE FROM message_change c USING stale s WHERE c.thread_id = s.thread_id AND c.seq = s.seq
)
DELETE FROM reaction r USING stale s WHERE r.thread_id = s.thread_id AND r.seq = s.seq
