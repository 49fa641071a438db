-- The members of these threads. Unread is counted here as the contract says it, not as the product's view does.
SELECT m.thread_id, m.user_id, m.read_seq, m.delivered_seq, m.phase IS NOT NULL,
       (SELECT count(*)
        FROM message_log l
        WHERE l.thread_id = m.thread_id AND l.type = 1 AND l.seq > m.read_seq AND l.sender_id <> m.user_id)
       -- A deletion stands behind its message.
       - (SELECT count(*)
          FROM message_log d
          WHERE d.thread_id = m.thread_id AND d.type = 5 AND d.seq > m.read_seq AND d.target_seq > m.read_seq
            AND d.sender_id <> m.user_id)
FROM thread_member m
WHERE m.thread_id = ANY($1)
