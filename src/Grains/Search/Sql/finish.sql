-- Forgets the pending threads from ($1, $2) to ($3, $4) that are inactive and indexed to their end for good. An opening
-- holds its row, or has counted it up: either leaves the row as it is, and no opening waits for long.
DELETE FROM search_pending
WHERE (user_id, thread_id) IN (
    SELECT p.user_id, p.thread_id
    FROM search_pending p
    JOIN thread_member m ON m.thread_id = p.thread_id AND m.user_id = p.user_id
    JOIN search_position x ON x.thread_id = p.thread_id
    WHERE (p.user_id, p.thread_id) >= ($1, $2) AND (p.user_id, p.thread_id) <= ($3, $4)
      AND p.openings = (
          SELECT seen.openings FROM search_pending seen WHERE seen.user_id = p.user_id AND seen.thread_id = p.thread_id)
      AND m.phase IS NULL
      AND x.settled <= pg_snapshot_xmin(pg_current_snapshot())
      AND (SELECT l.seq FROM message_log l WHERE l.thread_id = p.thread_id ORDER BY l.seq DESC LIMIT 1) = x.seq
    FOR UPDATE OF p SKIP LOCKED)
