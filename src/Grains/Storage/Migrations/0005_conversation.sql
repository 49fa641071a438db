-- What a conversation consists of beside its messages: edits, deletions, reactions, replies; what a member sets for
-- themselves; who has blocked whom; people who are no longer there.

-- What an event is about: the message that was edited, deleted or reacted to; of a message, the one that it answers.
ALTER TABLE message_log ADD COLUMN target_seq bigint;

-- A deletion takes the text of earlier edits away as well; messages themselves are not in this index.
CREATE INDEX message_log_edits ON message_log (thread_id, target_seq) WHERE type = 4;

-- Messages that are no longer what was sent. Written with the event that changes them.
CREATE TABLE message_change (
    thread_id   uuid        NOT NULL,
    seq         bigint      NOT NULL,
    sender_id   uuid        NOT NULL,
    -- As the last edit left it; none where the message is deleted.
    text        text,
    edited_at   timestamptz,
    deleted_at  timestamptz,
    -- The event that deleted it.
    deleted_seq bigint,
    PRIMARY KEY (thread_id, seq)
) WITH (fillfactor = 80);

-- What unread counts leave out.
CREATE INDEX message_change_deleted ON message_change (thread_id, seq) INCLUDE (sender_id) WHERE deleted_at IS NOT NULL;

CREATE TABLE reaction (
    thread_id uuid   NOT NULL,
    seq       bigint NOT NULL,
    user_id   uuid   NOT NULL,
    emoji     text   COLLATE "C" NOT NULL,
    -- The event that brought it; reactions are shown in this order.
    event_seq bigint NOT NULL,
    PRIMARY KEY (thread_id, seq, user_id, emoji)
);

-- archived_seq: how far the log went when the member put the thread away, 0 for not at all; it is archived while no
-- message stands beyond. blocks: the member has blocked the peer. gone: the member is deactivated, suspended or erased.
-- No phase begins while either of the two blocks or is gone.
ALTER TABLE thread_member
    ADD COLUMN archived_seq bigint  NOT NULL DEFAULT 0,
    ADD COLUMN muted_until  timestamptz,
    ADD COLUMN blocks       boolean NOT NULL DEFAULT false,
    ADD COLUMN gone         boolean NOT NULL DEFAULT false;

-- At home, and the truth: thread_member.blocks follows it, on the thread's shard.
CREATE TABLE block (
    user_id    uuid        NOT NULL REFERENCES account,
    blocked_id uuid        NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, blocked_id),
    CHECK (user_id <> blocked_id)
);

CREATE INDEX block_blocked ON block (blocked_id, user_id);

ALTER TABLE account
    ADD COLUMN deactivated_at timestamptz,
    ADD COLUMN suspended_at   timestamptz,
    ADD COLUMN erased_at      timestamptz;

-- As before, with what has joined at the end. Where one of the two has blocked the other, neither sees when the other is
-- there, and what a blocked person wrote does not count as unread. A deletion in an inactive thread is no activity: the
-- thread keeps its place in lists, which is that of its index.
CREATE OR REPLACE VIEW thread_view AS
SELECT m.user_id,
       m.thread_id,
       m.phase,
       CASE WHEN m.phase IS NULL THEN m.activity_at ELSE coalesce(head.at, m.activity_at) END AS activity_at,
       m.peer_id,
       a.handle,
       a.display_name,
       CASE WHEN p.shared AND NOT m.blocks AND NOT pm.blocks THEN p.online_until END AS online_until,
       CASE WHEN p.shared AND NOT m.blocks AND NOT pm.blocks THEN p.last_seen_at END AS last_seen_at,
       coalesce(head.seq, 0) AS last_seq,
       last.seq AS message_seq,
       last.sender_id AS message_sender_id,
       last.at AS message_at,
       last.client_message_id,
       CASE WHEN change.seq IS NULL THEN last.text ELSE change.text END AS text,
       CASE WHEN m.blocks THEN 0 ELSE
           (SELECT count(*)
            FROM message_log u
            WHERE u.thread_id = m.thread_id AND u.type = 1 AND u.seq > m.read_seq AND u.sender_id = m.peer_id)
           - (SELECT count(*)
              FROM message_change d
              WHERE d.thread_id = m.thread_id AND d.seq > m.read_seq AND d.sender_id = m.peer_id
                AND d.deleted_at IS NOT NULL)
       END AS unread,
       m.read_seq,
       pm.read_seq AS peer_read_seq,
       pm.delivered_seq AS peer_delivered_seq,
       last.target_seq AS message_target_seq,
       change.edited_at AS message_edited_at,
       change.deleted_at AS message_deleted_at,
       m.archived_seq > 0 AND m.archived_seq >= coalesce(last.seq, 0) AS archived,
       m.muted_until,
       m.blocks,
       CASE WHEN a.erased_at IS NOT NULL THEN 2 WHEN coalesce(a.deactivated_at, a.suspended_at) IS NOT NULL THEN 1 ELSE 0 END
           AS peer_state
FROM thread_member m
JOIN thread_member pm ON pm.thread_id = m.thread_id AND pm.user_id = m.peer_id
LEFT JOIN account a ON a.user_id = m.peer_id
LEFT JOIN presence p ON p.user_id = m.peer_id
LEFT JOIN LATERAL (
    SELECT l.seq, l.at FROM message_log l WHERE l.thread_id = m.thread_id ORDER BY l.seq DESC LIMIT 1
) head ON true
LEFT JOIN LATERAL (
    SELECT l.seq, l.sender_id, l.at, l.client_message_id, l.text, l.target_seq
    FROM message_log l
    WHERE l.thread_id = m.thread_id AND l.type = 1
    ORDER BY l.seq DESC
    LIMIT 1
) last ON true
LEFT JOIN message_change change ON change.thread_id = m.thread_id AND change.seq = last.seq;
