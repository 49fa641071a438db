-- Appends runs of events, one run a thread, each stored whole or not at all, and only onto its predecessor.
-- A run whose bucket this database does not write, whose place is taken, whose predecessor is missing, whose
-- clientMessageId is stored already, or that opens a thread where a member blocks the other or is gone, is left out; the
-- caller compares what comes back with what it sent. The probes are
-- scalar subqueries, not EXISTS: for that the planner, while the log is empty, picks a plan that reads all of an index,
-- and the prepared statement would keep it while the log grows. Rows go in key order, so that two writers can't deadlock.
-- Whoever takes the right to write away holds log_shard locked: this statement has its lock before its snapshot.
WITH input AS MATERIALIZED (
    SELECT *
    FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::smallint[], $5::uuid[], $6::timestamptz[], $7::text[],
                $8::text[], $9::bigint[], $10::uuid[])
        AS i (thread_id, seq, first_seq, type, sender_id, at, client_message_id, text, target_seq, phase)
),
refused AS MATERIALIZED (
    SELECT i.thread_id
    FROM input i
    WHERE (i.seq = i.first_seq AND (
              get_bit((SELECT s.writable FROM log_shard s), thread_bucket(i.thread_id)) = 0
              OR (SELECT 1 FROM message_log t WHERE t.thread_id = i.thread_id AND t.seq = i.first_seq) IS NOT NULL
              OR (i.first_seq > 1 AND (
                  SELECT 1 FROM message_log p WHERE p.thread_id = i.thread_id AND p.seq = i.first_seq - 1) IS NULL)))
       OR (i.client_message_id IS NOT NULL AND (
              SELECT 1
              FROM message_log d
              WHERE d.thread_id = i.thread_id AND d.sender_id = i.sender_id
                AND d.client_message_id = i.client_message_id) IS NOT NULL)
       OR (i.type = 2 AND (
              SELECT 1
              FROM thread_member b
              WHERE b.thread_id = i.thread_id AND (b.blocks OR b.gone)
              LIMIT 1) IS NOT NULL)
),
stored AS (
    INSERT INTO message_log (thread_id, seq, type, sender_id, at, client_message_id, text, target_seq)
    SELECT i.thread_id, i.seq, i.type, i.sender_id, i.at, i.client_message_id, i.text, i.target_seq
    FROM input i
    WHERE i.thread_id NOT IN (SELECT r.thread_id FROM refused r)
    ORDER BY i.thread_id, i.seq
    RETURNING thread_id, seq
),
turns AS MATERIALIZED (
    SELECT DISTINCT ON (i.thread_id) i.thread_id, i.phase, i.at
    FROM input i
    JOIN stored s ON s.thread_id = i.thread_id AND s.seq = i.seq
    WHERE i.type IN (2, 3)
    ORDER BY i.thread_id, i.seq DESC
),
members AS (
    UPDATE thread_member m
    SET phase = t.phase, activity_at = t.at
    FROM turns t
    WHERE m.thread_id = t.thread_id
)
-- Nearly always all of it is stored, and that takes one number to say.
SELECT held.rows,
       CASE WHEN held.rows < cardinality($1) THEN ARRAY(SELECT thread_id FROM stored ORDER BY thread_id, seq) END,
       CASE WHEN held.rows < cardinality($1) THEN ARRAY(SELECT seq FROM stored ORDER BY thread_id, seq) END
FROM (SELECT count(*)::int AS rows FROM stored) held
