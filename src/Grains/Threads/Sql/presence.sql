-- Presence of people who share a thread with the caller.
SELECT u.user_id,
       CASE WHEN p.shared THEN p.online_until END,
       CASE WHEN p.shared THEN p.last_seen_at END
FROM unnest($2::uuid[]) AS u (user_id)
JOIN thread t ON t.user_low = LEAST($1, u.user_id) AND t.user_high = GREATEST($1, u.user_id)
LEFT JOIN presence p ON p.user_id = u.user_id
