-- $1 users, $2 threads, $3 how far they have read. Only where there is a notification to take back, or one under way, whose
-- claim is not touched: whoever has it finds read_seq when they give it back.
WITH held AS (
    SELECT p.user_id, p.thread_id, p.target_id, i.seq
    FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS i (user_id, thread_id, seq)
    JOIN push_progress p ON p.user_id = i.user_id AND p.thread_id = i.thread_id
    WHERE p.read_seq < i.seq AND (p.shown_seq > 0 OR p.claim IS NOT NULL)
    ORDER BY p.user_id, p.thread_id, p.target_id
    FOR NO KEY UPDATE OF p
)
UPDATE push_progress p
SET read_seq = GREATEST(p.read_seq, h.seq),
    due_at = CASE WHEN p.claim IS NULL AND h.seq >= p.shown_seq THEN now() ELSE p.due_at END
FROM held h
WHERE p.user_id = h.user_id AND p.thread_id = h.thread_id AND p.target_id = h.target_id
