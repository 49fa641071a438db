-- A page of a user's threads that this database serves, newest activity first: the active ones, whose activity is the
-- log's tail, merged with the others in index order. $2 and $3 are the last row of the page before; $5 asks for the
-- archived ones alone, or for the others alone. The last column is the row's place: an event that is no activity, such as
-- a deletion in an inactive thread, leaves it where it was.
WITH active AS (
    SELECT m.thread_id, head.at AS activity_at
    FROM thread_member m
    CROSS JOIN LATERAL (
        SELECT l.at FROM message_log l WHERE l.thread_id = m.thread_id ORDER BY l.seq DESC LIMIT 1
    ) head
    WHERE m.user_id = $1 AND m.phase IS NOT NULL AND (head.at, m.thread_id) < ($2::timestamptz, $3::uuid)
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(m.thread_id)) = 1
      AND ($5::boolean IS NULL OR $5 = (m.archived_seq > 0 AND m.archived_seq >= coalesce(
          (SELECT l.seq FROM message_log l WHERE l.thread_id = m.thread_id AND l.type = 1 ORDER BY l.seq DESC LIMIT 1), 0)))
    ORDER BY head.at DESC, m.thread_id DESC
    LIMIT $4
),
kept AS (
    SELECT m.thread_id, m.activity_at
    FROM thread_member m
    WHERE m.user_id = $1 AND m.phase IS NULL AND m.activity_at IS NOT NULL AND m.archived_seq = 0
      AND $5 IS DISTINCT FROM true
      AND (m.activity_at, m.thread_id) < ($2::timestamptz, $3::uuid)
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(m.thread_id)) = 1
    ORDER BY m.activity_at DESC, m.thread_id DESC
    LIMIT $4
),
archived AS (
    SELECT m.thread_id, m.activity_at
    FROM thread_member m
    WHERE m.user_id = $1 AND m.phase IS NULL AND m.activity_at IS NOT NULL AND m.archived_seq > 0
      AND $5 IS DISTINCT FROM false
      AND (m.activity_at, m.thread_id) < ($2::timestamptz, $3::uuid)
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(m.thread_id)) = 1
    ORDER BY m.activity_at DESC, m.thread_id DESC
    LIMIT $4
),
page AS (
    SELECT * FROM active
    UNION ALL
    SELECT * FROM kept
    UNION ALL
    SELECT * FROM archived
    ORDER BY activity_at DESC, thread_id DESC
    LIMIT $4
)
SELECT v.*, p.activity_at
FROM page p
JOIN thread_view v ON v.user_id = $1 AND v.thread_id = p.thread_id
ORDER BY p.activity_at DESC, p.thread_id DESC
