-- Presence of people who share a thread with the caller.
SELECT m.peer_id,
       CASE WHEN p.shared THEN p.online_until END,
       CASE WHEN p.shared THEN p.last_seen_at END
FROM thread_member m
LEFT JOIN presence p ON p.user_id = m.peer_id
WHERE m.user_id = $1 AND m.peer_id = ANY ($2::uuid[])
