-- The reactions to some messages.
SELECT r.thread_id, r.seq, r.user_id, r.emoji, r.event_seq
FROM unnest($1::uuid[], $2::bigint[]) AS i (thread_id, seq)
JOIN reaction r ON r.thread_id = i.thread_id AND r.seq = i.seq
