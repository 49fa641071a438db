-- Those who look after the service: what they may do, what they did, reports that are dealt with.

-- 0: a user, 1: a moderator, 2: an admin.
ALTER TABLE account ADD COLUMN role smallint NOT NULL DEFAULT 0;

-- The two lists that are short among many accounts.
CREATE INDEX account_staff ON account (handle_key) WHERE role > 0;
CREATE INDEX account_suspended ON account (handle_key) WHERE suspended_at IS NOT NULL;

-- Who did what, to whom, why and when; an entry stands before what it tells of. actor_id: none for who
-- did it by the program itself, with access to the database. role: the one that was given.
CREATE TABLE admin_audit (
    audit_id  uuid        PRIMARY KEY,
    at        timestamptz NOT NULL,
    actor_id  uuid,
    action    smallint    NOT NULL,
    user_id   uuid,
    thread_id uuid,
    seq       bigint,
    report_id uuid,
    role      smallint,
    reason    text
);

CREATE INDEX admin_audit_newest ON admin_audit (at, audit_id);
CREATE INDEX admin_audit_of_actor ON admin_audit (actor_id, at, audit_id);
CREATE INDEX admin_audit_about_user ON admin_audit (user_id, at, audit_id) WHERE user_id IS NOT NULL;
CREATE INDEX admin_audit_about_thread ON admin_audit (thread_id, at, audit_id) WHERE thread_id IS NOT NULL;

ALTER TABLE report
    ADD COLUMN resolved_at timestamptz,
    ADD COLUMN resolved_by uuid;

CREATE INDEX report_open ON report (created_at, report_id) WHERE resolved_at IS NULL;
