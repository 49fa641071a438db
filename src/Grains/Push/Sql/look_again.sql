-- $1 the first thread, $2 the last one. What is shown of them may have been read without a note of it.
UPDATE push_progress p
SET due_at = now()
FROM (
    SELECT d.user_id, d.thread_id, d.target_id
    FROM push_progress d
    WHERE d.thread_id BETWEEN $1 AND $2 AND d.shown_seq > 0 AND d.due_at IS NULL
    FOR UPDATE SKIP LOCKED
) shown
WHERE p.user_id = shown.user_id AND p.thread_id = shown.thread_id AND p.target_id = shown.target_id
