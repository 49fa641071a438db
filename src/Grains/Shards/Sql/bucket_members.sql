-- A bucket's members.
SELECT thread_id, user_id, peer_id, phase, activity_at, read_seq, delivered_seq, archived_seq, muted_until, blocks, gone
FROM thread_member
WHERE thread_id BETWEEN $1 AND $2
