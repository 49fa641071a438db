-- Deletes some of the attachments of a bucket's threads where they are not served. Their bytes are no shard's.
DELETE FROM attachment
WHERE (thread_id, attachment_id) IN (
    SELECT a.thread_id, a.attachment_id
    FROM attachment a
    WHERE a.thread_id BETWEEN $1 AND $2
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket($1)) = 0
    ORDER BY a.thread_id, a.attachment_id
    LIMIT $3)
