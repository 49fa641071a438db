-- The reactions to a bucket's messages.
SELECT thread_id, seq, user_id, emoji, event_seq
FROM reaction
WHERE thread_id BETWEEN $1 AND $2
