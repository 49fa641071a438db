-- Whether this database serves the thread ($1), whether there is one, whether $3 is a member, and an attachment or thumbnail
-- ($2) whose bytes they may have.
SELECT get_bit(s.readable, thread_bucket($1)) = 1,
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1),
       EXISTS (SELECT FROM thread_member m WHERE m.thread_id = $1 AND m.user_id = $3),
       CASE WHEN f.attachment_id IS NOT NULL THEN shown_attachment(f, NULL::attachment) END
FROM log_shard s
LEFT JOIN attachment f
    ON f.thread_id = $1 AND f.attachment_id = $2 AND (f.state = 2 OR (f.state = 1 AND f.owner_id = $3))
