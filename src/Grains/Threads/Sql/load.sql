-- Whether this database serves the thread, and what a thread has to know to go on: members, head, phase, watermarks,
-- what bars a phase.
SELECT get_bit(s.readable, thread_bucket($1)) = 1, get_bit(s.writable, thread_bucket($1)) = 1,
       low.user_id, low.peer_id, low.phase,
       coalesce(head.seq, 0), head.at,
       low.read_seq, low.delivered_seq, high.read_seq, high.delivered_seq,
       low.blocks, high.blocks, low.gone, high.gone
FROM log_shard s
LEFT JOIN (
    thread_member low
    JOIN thread_member high ON high.thread_id = low.thread_id AND high.user_id = low.peer_id
) ON low.thread_id = $1 AND low.user_id < low.peer_id
LEFT JOIN LATERAL (
    SELECT l.seq, l.at FROM message_log l WHERE l.thread_id = $1 ORDER BY l.seq DESC LIMIT 1
) head ON true
