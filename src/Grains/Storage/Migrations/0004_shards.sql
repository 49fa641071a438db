-- The log over several databases: 1,024 buckets of threads, and what each database serves of them. Every database has
-- the whole schema. The home database keeps accounts, sessions, presence, claims and the pairs; thread_member and
-- message_log are wherever a thread's bucket is.

-- The first ten bits of the id, so that a bucket is one range of every key that begins with it.
CREATE FUNCTION thread_bucket(thread_id uuid) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (get_byte(uuid_send(thread_id), 0) << 2) | (get_byte(uuid_send(thread_id), 1) >> 6);

-- What this database serves, one bit a bucket: it answers reads of those readable and takes appends of those writable.
-- A database starts as a home that serves all; one that joins another home as a shard begins with none.
CREATE TABLE log_shard (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    name     text    NOT NULL DEFAULT 'home',
    home_id  uuid    NOT NULL DEFAULT gen_random_uuid(),
    readable bytea   NOT NULL DEFAULT decode(repeat('ff', 128), 'hex') CHECK (octet_length(readable) = 128),
    writable bytea   NOT NULL DEFAULT decode(repeat('ff', 128), 'hex') CHECK (octet_length(writable) = 128)
);

INSERT INTO log_shard DEFAULT VALUES;

-- A bucket that leaves this database, from its freezing until its rows are deleted.
CREATE TABLE bucket_departure (
    bucket smallint PRIMARY KEY CHECK (bucket BETWEEN 0 AND 1023),
    target text     NOT NULL
);

-- A bucket that is being copied to this database. It is served only by a move that still holds the token.
CREATE TABLE bucket_arrival (
    bucket smallint PRIMARY KEY CHECK (bucket BETWEEN 0 AND 1023),
    source text     NOT NULL,
    token  uuid     NOT NULL
);

-- At home: the shards, each with the identity of the history that it joined with. One that is restored has another.
CREATE TABLE known_shard (
    name     text PRIMARY KEY,
    identity text NOT NULL
);

-- The pair stays at home, its members may be elsewhere.
ALTER TABLE thread_member DROP CONSTRAINT thread_member_thread_id_fkey;

-- As before, but away from home there are no accounts and no presence: there the reader adds the peer.
CREATE OR REPLACE VIEW thread_view AS
SELECT m.user_id,
       m.thread_id,
       m.phase,
       coalesce(head.at, m.activity_at) AS activity_at,
       m.peer_id,
       a.handle,
       a.display_name,
       CASE WHEN p.shared THEN p.online_until END AS online_until,
       CASE WHEN p.shared THEN p.last_seen_at END AS last_seen_at,
       coalesce(head.seq, 0) AS last_seq,
       last.seq AS message_seq,
       last.sender_id AS message_sender_id,
       last.at AS message_at,
       last.client_message_id,
       last.text,
       (SELECT count(*)
        FROM message_log u
        WHERE u.thread_id = m.thread_id AND u.type = 1 AND u.seq > m.read_seq AND u.sender_id = m.peer_id) AS unread,
       m.read_seq,
       pm.read_seq AS peer_read_seq,
       pm.delivered_seq AS peer_delivered_seq
FROM thread_member m
JOIN thread_member pm ON pm.thread_id = m.thread_id AND pm.user_id = m.peer_id
LEFT JOIN account a ON a.user_id = m.peer_id
LEFT JOIN presence p ON p.user_id = m.peer_id
LEFT JOIN LATERAL (
    SELECT l.seq, l.at FROM message_log l WHERE l.thread_id = m.thread_id ORDER BY l.seq DESC LIMIT 1
) head ON true
LEFT JOIN LATERAL (
    SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text
    FROM message_log l
    WHERE l.thread_id = m.thread_id AND l.type = 1
    ORDER BY l.seq DESC
    LIMIT 1
) last ON true;
