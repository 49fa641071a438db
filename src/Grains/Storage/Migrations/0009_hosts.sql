-- Host applications: their own users, their keys.

-- A host's user is one account for ever, whether the host's token or its server brought it first. host is the name that
-- the operator gave the host, subject the host's own id of its user.
CREATE TABLE host_user (
    host       text        COLLATE "C" NOT NULL,
    subject    text        COLLATE "C" NOT NULL,
    user_id    uuid        NOT NULL UNIQUE REFERENCES account,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (host, subject)
);

-- Keys of host applications' servers. What is stored opens nothing: a hash of a long random secret, and the key's
-- beginning, by which it is found and shown.
CREATE TABLE host_key (
    key_id      text        COLLATE "C" PRIMARY KEY,
    secret_hash bytea       NOT NULL,
    host        text        COLLATE "C" NOT NULL,
    name        text        NOT NULL,
    scopes      text[]      NOT NULL,
    created_at  timestamptz NOT NULL,
    revoked_at  timestamptz
);

-- History shows messages of the system (type 8) beside people's; only they are in this index.
CREATE INDEX message_log_system ON message_log (thread_id, seq) WHERE type = 8;

-- Webhooks. The log is the outbox; what is here says how far each endpoint has been told of it. since: when a silo first
-- knew the endpoint, which is told of nothing before. reports_after: of reports before it nothing is left to tell.
CREATE TABLE webhook_endpoint (
    endpoint      text        COLLATE "C" PRIMARY KEY,
    since         timestamptz NOT NULL,
    reports_after timestamptz NOT NULL
);

-- told_seq: how far the endpoint has been told of a thread. wanted_seq: how far the thread's log was seen to go. due_at:
-- when somebody goes on with it, none while there is nothing to tell; whoever does moves it ahead meanwhile, so that
-- another one takes over where they don't come back, and has a claim, without which nothing of theirs counts.
CREATE TABLE webhook_progress (
    endpoint   text        COLLATE "C" NOT NULL,
    thread_id  uuid        NOT NULL,
    told_seq   bigint      NOT NULL DEFAULT 0,
    wanted_seq bigint      NOT NULL,
    due_at     timestamptz,
    attempts   integer     NOT NULL DEFAULT 0,
    claim      uuid,
    PRIMARY KEY (endpoint, thread_id)
) WITH (fillfactor = 80);

CREATE INDEX webhook_progress_due ON webhook_progress (endpoint, due_at) WHERE due_at IS NOT NULL;

-- Which reports an endpoint is told of. due_at: as above; none once it is told, or a dead letter.
CREATE TABLE webhook_report (
    endpoint  text        COLLATE "C" NOT NULL,
    report_id uuid        NOT NULL,
    due_at    timestamptz,
    attempts  integer     NOT NULL DEFAULT 0,
    claim     uuid,
    PRIMARY KEY (endpoint, report_id)
);

-- What an endpoint would not take: an event of a thread, or a report, which has the seq 0. replay_at: when it is tried once
-- more, none until somebody asks for it.
CREATE TABLE webhook_dead_letter (
    endpoint   text        COLLATE "C" NOT NULL,
    subject_id uuid        NOT NULL,
    seq        bigint      NOT NULL,
    event      text        NOT NULL,
    failed_at  timestamptz NOT NULL,
    attempts   integer     NOT NULL,
    reason     text        NOT NULL,
    replay_at  timestamptz,
    PRIMARY KEY (endpoint, subject_id, seq)
);

CREATE INDEX webhook_dead_letter_order ON webhook_dead_letter (failed_at, endpoint, subject_id, seq);
CREATE INDEX webhook_dead_letter_replay ON webhook_dead_letter (endpoint, replay_at) WHERE replay_at IS NOT NULL;

-- When each bucket's threads were last compared with what was told of them.
CREATE TABLE webhook_sweep (
    bucket   smallint    PRIMARY KEY CHECK (bucket BETWEEN 0 AND 1023),
    swept_at timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO webhook_sweep (bucket) SELECT generate_series(0, 1023);
