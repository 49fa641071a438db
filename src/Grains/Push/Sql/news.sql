-- $1 threads, $2 members, $3 how far they were looked at, $4 what is shown of them, $5 whether the text is asked for. Whether
-- this database serves the thread, and what it looks like. Where nothing is shown, what was looked at before is not read again.
SELECT get_bit(s.readable, thread_bucket(i.thread_id)) = 1,
       m.peer_id,
       m.delivered_seq,
       m.muted_until,
       m.blocks OR m.gone OR coalesce(pm.blocks, false),
       newest.seq,
       newest.at,
       newest.text,
       CASE WHEN newest.seq > i.told_seq THEN
           (SELECT count(*)
            FROM message_log u
            WHERE u.thread_id = m.thread_id AND u.type = 1 AND u.seq > m.read_seq AND u.sender_id = m.peer_id)
           - (SELECT count(*)
              FROM message_change d
              WHERE d.thread_id = m.thread_id AND d.seq > m.read_seq AND d.sender_id = m.peer_id
                AND d.deleted_at IS NOT NULL)
       END
FROM log_shard s
CROSS JOIN unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])
    WITH ORDINALITY AS i (thread_id, user_id, told_seq, shown_seq, place)
LEFT JOIN thread_member m ON m.thread_id = i.thread_id AND m.user_id = i.user_id
LEFT JOIN thread_member pm ON pm.thread_id = m.thread_id AND pm.user_id = m.peer_id
LEFT JOIN LATERAL (
    SELECT l.seq, l.at, CASE WHEN $5 THEN CASE WHEN c.seq IS NULL THEN l.text ELSE c.text END END AS text
    FROM message_log l
    LEFT JOIN message_change c ON c.thread_id = l.thread_id AND c.seq = l.seq
    WHERE l.thread_id = m.thread_id AND l.type = 1 AND l.sender_id = m.peer_id AND c.deleted_at IS NULL
      AND l.seq > GREATEST(m.read_seq, m.archived_seq, CASE WHEN i.shown_seq = 0 THEN i.told_seq ELSE 0 END)
    ORDER BY l.seq DESC
    LIMIT 1
) newest ON true
ORDER BY i.place
