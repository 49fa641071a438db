-- Both members of a thread.
SELECT m.user_id, m.peer_id FROM thread_member m WHERE m.thread_id = $1 AND m.user_id < m.peer_id
