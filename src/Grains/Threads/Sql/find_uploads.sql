-- Whether this database serves the thread, and those of a member's ($2) uploads ($3) that wait for a message.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, CASE WHEN f.attachment_id IS NOT NULL THEN shown_attachment(f, t) END
FROM log_shard s
LEFT JOIN attachment f
    ON f.thread_id = $1 AND f.attachment_id = ANY ($3::uuid[]) AND f.owner_id = $2 AND f.state = 1 AND f.parent_id IS NULL
LEFT JOIN attachment t ON t.thread_id = f.thread_id AND t.attachment_id = f.thumbnail_id AND t.state = 1
