-- Files that come with messages. Their bytes are where the gateways keep them; here is what is known of them, on the
-- thread's shard: so that an attachment becomes part of its message, and ceases to be, in the commit of the event itself.

-- state: 0 its bytes are on their way, 1 it waits for its message, 2 it is part of a message, 3 its bytes are to be removed
-- and nothing brings it back.
CREATE TABLE attachment (
    thread_id     uuid        NOT NULL,
    attachment_id uuid        NOT NULL,
    owner_id      uuid        NOT NULL,
    state         smallint    NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL,
    -- When it is given up, or somebody removes its bytes; whoever does moves it ahead meanwhile. None while it is part of a
    -- message.
    due_at        timestamptz,
    -- As announced, until its bytes are there.
    size          bigint      NOT NULL,
    -- Of a thumbnail: what it is of; and the other way round.
    parent_id     uuid,
    thumbnail_id  uuid,
    name          text,
    type          text        COLLATE "C",
    width         integer,
    height        integer,
    sha256        bytea,
    -- The message, and the place among its attachments, which thumbnails don't have.
    seq           bigint,
    place         smallint,
    PRIMARY KEY (thread_id, attachment_id)
);

CREATE INDEX attachment_of_message ON attachment (thread_id, seq, place) WHERE seq IS NOT NULL;
CREATE INDEX attachment_of_owner ON attachment (owner_id, state);
CREATE INDEX attachment_due ON attachment (due_at) WHERE due_at IS NOT NULL;

-- An attachment and its thumbnail, if any, as messages show them.
CREATE FUNCTION shown_attachment(f attachment, t attachment) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
    RETURN jsonb_build_object(
        'id', f.attachment_id, 'name', f.name, 'type', f.type, 'size', f.size, 'width', f.width, 'height', f.height,
        'thumbnail', CASE WHEN t.attachment_id IS NOT NULL THEN jsonb_build_object(
            'id', t.attachment_id, 'type', t.type, 'size', t.size, 'width', t.width, 'height', t.height) END);

-- Undoes the commit of a message of which an attachment is not to be had any more. The thread asks anew what is there.
CREATE FUNCTION demand_attachments(wanted bigint, taken bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF taken < wanted THEN
        RAISE EXCEPTION '% of % attachments are gone', wanted - taken, wanted USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END
$$;

-- As before, with the attachments of the last message at the end.
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
           AS peer_state,
       (SELECT jsonb_agg(shown_attachment(f, t) ORDER BY f.place)
        FROM attachment f
        LEFT JOIN attachment t ON t.thread_id = f.thread_id AND t.attachment_id = f.thumbnail_id AND t.state = 2
        WHERE f.thread_id = m.thread_id AND f.seq = last.seq AND f.state = 2 AND f.place IS NOT NULL) AS message_attachments
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
