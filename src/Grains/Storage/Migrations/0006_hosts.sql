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
