-- Holds the members of threads that are about to open, or that are being barred from it: the two are decided one after the
-- other. Members are locked in key order, so that two that lock the same can't deadlock.
SELECT m.thread_id, m.user_id, m.blocks, m.gone
FROM thread_member m
WHERE m.thread_id = ANY ($1::uuid[])
ORDER BY m.thread_id, m.user_id
FOR NO KEY UPDATE
