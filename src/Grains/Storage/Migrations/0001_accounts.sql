-- Accounts, their sessions (devices), spent tickets and the keys that protect tokens.

CREATE TABLE account (
    user_id       uuid        PRIMARY KEY,
    handle        text        NOT NULL,
    -- Compared without case; the handle's alphabet is ASCII, so lower() is exact.
    handle_key    text        COLLATE "C" NOT NULL UNIQUE,
    display_name  text        NOT NULL,
    email         text,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);

CREATE TABLE session (
    session_id   uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES account,
    refresh_hash bytea       NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz
);

CREATE INDEX session_of_user ON session (user_id);

-- Gateways ask every second or two for what was revoked lately.
CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;

-- The same question asks for those that ended by age; old ones are purged by it.
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE spent_ticket (
    ticket_id  uuid        PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

CREATE INDEX spent_ticket_expiry ON spent_ticket (expires_at);

CREATE TABLE protection_key (
    name       text        PRIMARY KEY,
    xml        text        NOT NULL,
    created_at timestamptz NOT NULL
);
