-- $1 users, $2 threads, $3 targets, $4 claims, $5 told_seqs, $6 shown_seqs, $7 attempts, $8 pauses, none where there is
-- nothing left to do; $9 the wanted_seqs that were looked at, $10 how long a message waits. Where the log has gone on
-- meanwhile, or what is shown was read, somebody looks again.
WITH held AS (
    SELECT p.user_id, p.thread_id, p.target_id, i.told_seq, i.shown_seq, i.attempts, i.pause, i.wanted_seq
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::integer[], $8::interval[], $9::bigint[])
        AS i (user_id, thread_id, target_id, claim, told_seq, shown_seq, attempts, pause, wanted_seq)
    JOIN push_progress p ON p.user_id = i.user_id AND p.thread_id = i.thread_id AND p.target_id = i.target_id
    WHERE p.claim = i.claim
    ORDER BY p.user_id, p.thread_id, p.target_id
    FOR NO KEY UPDATE OF p
)
UPDATE push_progress p
SET told_seq = GREATEST(p.told_seq, h.told_seq),
    shown_seq = h.shown_seq,
    attempts = h.attempts,
    claim = NULL,
    due_at = CASE
        WHEN h.pause IS NOT NULL THEN now() + h.pause
        WHEN h.shown_seq > 0 AND p.read_seq >= h.shown_seq THEN now()
        WHEN p.wanted_seq > h.wanted_seq THEN now() + $10
    END
FROM held h
WHERE p.user_id = h.user_id AND p.thread_id = h.thread_id AND p.target_id = h.target_id
