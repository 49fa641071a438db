-- People as the other member of a thread sees them.
SELECT a.user_id, a.handle, a.display_name,
       CASE WHEN p.shared THEN p.online_until END,
       CASE WHEN p.shared THEN p.last_seen_at END
FROM account a
LEFT JOIN presence p ON p.user_id = a.user_id
WHERE a.user_id = ANY ($1::uuid[])
