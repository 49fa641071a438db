-- $1 endpoints' ids, $2 whether devices are told, $3 threads, $4 how far their logs go, $5 how long a message waits for a
-- device that is open. In key order, so that two silos can't deadlock.
INSERT INTO push_progress AS p (user_id, thread_id, target_id, wanted_seq, due_at)
SELECT u.user_id, t.thread_id, g.target_id, n.seq, now() + $5
FROM unnest($3::uuid[], $4::bigint[]) AS n (thread_id, seq)
JOIN thread t ON t.thread_id = n.thread_id
CROSS JOIN LATERAL (VALUES (t.user_low), (t.user_high)) AS u (user_id)
CROSS JOIN LATERAL (
    SELECT s.subscription_id AS target_id FROM push_subscription s WHERE $2 AND s.user_id = u.user_id
    UNION ALL
    SELECT e.id FROM unnest($1::uuid[]) AS e (id)
) g
ORDER BY u.user_id, t.thread_id, g.target_id
ON CONFLICT (user_id, thread_id, target_id) DO UPDATE
SET wanted_seq = EXCLUDED.wanted_seq, due_at = coalesce(p.due_at, EXCLUDED.due_at)
WHERE p.wanted_seq < EXCLUDED.wanted_seq
