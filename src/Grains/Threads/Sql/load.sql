-- What a thread has to know to go on: members, head, phase, watermarks.
SELECT t.user_low, t.user_high, low.phase,
       coalesce(head.seq, 0), head.at,
       low.read_seq, low.delivered_seq, high.read_seq, high.delivered_seq
FROM thread t
JOIN thread_member low ON low.thread_id = t.thread_id AND low.user_id = t.user_low
JOIN thread_member high ON high.thread_id = t.thread_id AND high.user_id = t.user_high
LEFT JOIN LATERAL (
    SELECT l.seq, l.at FROM message_log l WHERE l.thread_id = t.thread_id ORDER BY l.seq DESC LIMIT 1
) head ON true
WHERE t.thread_id = $1
