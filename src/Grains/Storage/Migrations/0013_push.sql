-- Push: devices that are told while their owner is away, and how far they have been told.

-- A device's subscription to Web Push: that of one session, and gone with it. failures: since it last took something.
CREATE TABLE push_subscription (
    subscription_id uuid        PRIMARY KEY,
    user_id         uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    session_id      uuid        NOT NULL UNIQUE REFERENCES session ON DELETE CASCADE,
    -- Where its push service takes messages for it. Whoever knows it may send, so that it is a secret.
    endpoint        text        COLLATE "C" NOT NULL UNIQUE,
    p256dh          bytea       NOT NULL,
    auth            bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz,
    last_ok_at      timestamptz,
    failures        integer     NOT NULL DEFAULT 0
);

CREATE INDEX push_subscription_of_user ON push_subscription (user_id, created_at);

-- How far a target was told of a thread for one of its members. A target is a subscription or a host's endpoint, which is
-- known by an id made of its name. wanted_seq: how far the log was seen to go; told_seq: how far it was looked at, and told
-- where there was something to tell; shown_seq: the message that a notification stands for which was not withdrawn, 0 for
-- none; read_seq: how far the member was seen to have read while there was one. due_at: when somebody looks at it, none
-- while there is nothing to look for; whoever does moves it ahead meanwhile, so that another one takes over where they don't
-- come back, and has a claim, without which nothing of theirs counts.
CREATE TABLE push_progress (
    user_id    uuid        NOT NULL,
    thread_id  uuid        NOT NULL,
    target_id  uuid        NOT NULL,
    wanted_seq bigint      NOT NULL,
    told_seq   bigint      NOT NULL DEFAULT 0,
    shown_seq  bigint      NOT NULL DEFAULT 0,
    read_seq   bigint      NOT NULL DEFAULT 0,
    due_at     timestamptz,
    attempts   integer     NOT NULL DEFAULT 0,
    claim      uuid,
    PRIMARY KEY (user_id, thread_id, target_id)
) WITH (fillfactor = 80);

CREATE INDEX push_progress_due ON push_progress (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX push_progress_shown ON push_progress (thread_id) WHERE shown_seq > 0;
CREATE INDEX push_progress_of_target ON push_progress (target_id);

-- A subscription takes its rows with it, however it goes: mostly with its session.
CREATE FUNCTION push_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM push_progress p WHERE p.target_id = OLD.subscription_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER push_forget AFTER DELETE ON push_subscription FOR EACH ROW EXECUTE FUNCTION push_forget();

-- When each bucket's threads were last compared with what was looked at.
CREATE TABLE push_sweep (
    bucket   smallint    PRIMARY KEY CHECK (bucket BETWEEN 0 AND 1023),
    swept_at timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO push_sweep (bucket) SELECT generate_series(0, 1023);
