-- $1 user_id. What a database that holds threads has of the user's, by kind.
SELECT 'message_log.text by the user', count(*)
FROM thread_member m
JOIN message_log l ON l.thread_id = m.thread_id AND l.sender_id = $1 AND l.type IN (1, 4) AND l.text IS NOT NULL
WHERE m.user_id = $1
UNION ALL
SELECT 'message_change.text by the user', count(*)
FROM thread_member m
JOIN message_change c ON c.thread_id = m.thread_id AND c.sender_id = $1 AND c.text IS NOT NULL
WHERE m.user_id = $1
UNION ALL
SELECT 'message_search.words by the user', count(*)
FROM thread_member m
JOIN message_search w ON w.thread_id = m.thread_id
JOIN message_log l ON l.thread_id = w.thread_id AND l.seq = w.seq AND l.sender_id = $1
WHERE m.user_id = $1
UNION ALL
SELECT 'reaction by the user', count(*)
FROM thread_member m
JOIN reaction r ON r.thread_id = m.thread_id AND r.user_id = $1
WHERE m.user_id = $1
