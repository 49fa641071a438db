-- $1 endpoints, $2 threads, $3 how far their logs go. In key order, so that two silos can't deadlock.
INSERT INTO webhook_progress AS p (endpoint, thread_id, wanted_seq, due_at)
SELECT e.endpoint, t.thread_id, t.seq, now()
FROM unnest($1::text[]) AS e (endpoint)
CROSS JOIN unnest($2::uuid[], $3::bigint[]) AS t (thread_id, seq)
ORDER BY e.endpoint COLLATE "C", t.thread_id
ON CONFLICT (endpoint, thread_id) DO UPDATE
SET wanted_seq = EXCLUDED.wanted_seq, due_at = coalesce(p.due_at, EXCLUDED.due_at)
WHERE p.wanted_seq < EXCLUDED.wanted_seq
