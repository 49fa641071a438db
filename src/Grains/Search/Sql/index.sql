-- Indexes the next events behind the log: of at most $3 pending threads from ($1, $2) on, at most $4 events. Does nothing
-- while another step is under way, or has changed something since this statement's snapshot.
WITH turn AS MATERIALIZED (
    SELECT t.only_row
    FROM search_turn t
    WHERE t.turn = (SELECT seen.turn FROM search_turn seen)
    FOR UPDATE SKIP LOCKED
),
walked AS MATERIALIZED (
    SELECT p.user_id, p.thread_id, m.peer_id, m.phase, coalesce(x.seq, 0) AS seq, x.settled
    FROM turn
    CROSS JOIN search_pending p
    JOIN thread_member m ON m.thread_id = p.thread_id AND m.user_id = p.user_id
    LEFT JOIN search_position x ON x.thread_id = p.thread_id
    WHERE (p.user_id, p.thread_id) >= ($1, $2)
      AND get_bit((SELECT s.readable FROM log_shard s), thread_bucket(p.thread_id)) = 1
    ORDER BY p.user_id, p.thread_id
    LIMIT $3
),
-- In the order of the walk, so that the limit cuts off its end.
events AS MATERIALIZED (
    SELECT w.user_id, w.thread_id, w.peer_id, l.seq, l.type, l.target_seq
    FROM walked w
    CROSS JOIN LATERAL (
        SELECT e.seq, e.type, e.target_seq
        FROM message_log e
        WHERE e.thread_id = w.thread_id AND e.seq > w.seq
        ORDER BY e.seq
        LIMIT $4
    ) l
    WHERE w.user_id < w.peer_id
    LIMIT $4
),
-- What a message is now counts, not what an event has made of it.
messages AS MATERIALIZED (
    SELECT t.thread_id, t.seq, t.user_id, t.peer_id, l.at, CASE WHEN c.seq IS NULL THEN l.text ELSE c.text END AS text
    FROM (
        SELECT DISTINCT e.thread_id, e.user_id, e.peer_id, CASE WHEN e.type = 1 THEN e.seq ELSE e.target_seq END AS seq
        FROM events e
        WHERE e.type IN (1, 4, 5)
    ) t
    JOIN message_log l ON l.thread_id = t.thread_id AND l.seq = t.seq AND l.type = 1
    LEFT JOIN message_change c ON c.thread_id = t.thread_id AND c.seq = t.seq
),
put AS (
    INSERT INTO message_search (thread_id, seq, at, words)
    SELECT m.thread_id, m.seq, m.at,
           search_words(m.text) || array_to_tsvector(ARRAY[search_member(m.user_id), search_member(m.peer_id)])
    FROM messages m
    WHERE m.text IS NOT NULL
    ON CONFLICT (thread_id, seq) DO UPDATE SET words = EXCLUDED.words
),
removed AS (
    DELETE FROM message_search s
    USING messages m
    WHERE m.text IS NULL AND s.thread_id = m.thread_id AND s.seq = m.seq
),
-- Only over what was indexed without a hole.
advanced AS (
    INSERT INTO search_position AS x (thread_id, seq)
    SELECT w.thread_id, max(e.seq)
    FROM events e
    JOIN walked w ON w.thread_id = e.thread_id AND w.user_id = e.user_id
    GROUP BY w.thread_id, w.seq
    HAVING max(e.seq) - w.seq = count(*)
    ON CONFLICT (thread_id) DO UPDATE SET seq = EXCLUDED.seq, settled = NULL
),
-- A deletion under way may not have seen what the last step stored. When all that began before this has ended, its event
-- is seen in the log. After a restore elsewhere the mark may be one that this server has not come to.
settled AS (
    UPDATE search_position x
    SET settled = pg_current_xact_id()
    FROM walked w
    WHERE x.thread_id = w.thread_id AND w.user_id < w.peer_id AND w.phase IS NULL
      AND (w.settled IS NULL OR w.settled > pg_current_xact_id_if_assigned())
      AND (SELECT l.seq FROM message_log l WHERE l.thread_id = w.thread_id ORDER BY l.seq DESC LIMIT 1) = w.seq
),
counted AS (
    UPDATE search_turn t SET turn = t.turn + 1 FROM turn WHERE t.only_row = turn.only_row AND EXISTS (SELECT FROM events)
)
SELECT EXISTS (SELECT FROM turn),
       (SELECT count(*) FROM walked)::int,
       (SELECT count(*) FROM events)::int,
       last.user_id,
       last.thread_id
FROM (SELECT) one
LEFT JOIN LATERAL (
    SELECT reached.user_id, reached.thread_id
    FROM (
        SELECT e.user_id, e.thread_id FROM events e WHERE (SELECT count(*) FROM events) >= $4
        UNION ALL
        SELECT w.user_id, w.thread_id FROM walked w WHERE (SELECT count(*) FROM events) < $4
    ) reached
    ORDER BY reached.user_id DESC, reached.thread_id DESC
    LIMIT 1
) last ON true
