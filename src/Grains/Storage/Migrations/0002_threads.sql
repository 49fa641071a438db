-- Threads, their members and the message log.

CREATE TABLE thread (
    thread_id  uuid        PRIMARY KEY,
    user_low   uuid        NOT NULL REFERENCES account,
    user_high  uuid        NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL,
    CHECK (user_low < user_high),
    UNIQUE (user_low, user_high)
);

-- One row a member. phase and activity_at change only when a thread opens or closes, in the statement that appends
-- the event; while a thread is active its activity is the log's tail.
CREATE TABLE thread_member (
    thread_id     uuid        NOT NULL REFERENCES thread,
    user_id       uuid        NOT NULL,
    peer_id       uuid        NOT NULL,
    phase         uuid,
    activity_at   timestamptz,
    read_seq      bigint      NOT NULL DEFAULT 0,
    delivered_seq bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (thread_id, user_id)
) WITH (fillfactor = 80);

CREATE INDEX thread_member_activity ON thread_member (user_id, activity_at DESC, thread_id DESC)
    WHERE phase IS NULL AND activity_at IS NOT NULL;
CREATE INDEX thread_member_active ON thread_member (user_id) WHERE phase IS NOT NULL;
CREATE INDEX thread_member_peer ON thread_member (user_id, peer_id);

-- Append only. What is stored of a thread is always exactly 1..n.
CREATE TABLE message_log (
    thread_id         uuid        NOT NULL,
    seq               bigint      NOT NULL CHECK (seq > 0),
    type              smallint    NOT NULL,
    sender_id         uuid        NOT NULL,
    at                timestamptz NOT NULL,
    client_message_id text        COLLATE "C",
    text              text,
    PRIMARY KEY (thread_id, seq),
    UNIQUE (thread_id, sender_id, client_message_id)
);

-- History and unread count messages (type 1), not events.
CREATE INDEX message_log_messages ON message_log (thread_id, seq) INCLUDE (sender_id) WHERE type = 1;

-- Leases of presence, projected for lists; last seen survives.
CREATE TABLE presence (
    user_id      uuid        PRIMARY KEY,
    online_until timestamptz NOT NULL,
    last_seen_at timestamptz,
    shared       boolean     NOT NULL DEFAULT true
) WITH (fillfactor = 80);

-- The part of the epoch that an operator's restore may change by hand.
CREATE TABLE deployment (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    uuid    NOT NULL DEFAULT gen_random_uuid()
);

INSERT INTO deployment DEFAULT VALUES;

-- A thread as one of its members sees it. Join it on both keys: each row costs a constant number of index probes,
-- and one per unread message.
CREATE VIEW thread_view AS
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
JOIN account a ON a.user_id = m.peer_id
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
