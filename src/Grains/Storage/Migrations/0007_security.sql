-- Sessions that their owner can tell apart; forgotten passwords; mail that waits to be sent; people whose threads have
-- yet to hear that they left or came back.

ALTER TABLE session
    -- When it was begun or refreshed last; none where an earlier version began it.
    ADD COLUMN used_at     timestamptz,
    -- What the client calls the device, and what it calls itself.
    ADD COLUMN device_name text,
    ADD COLUMN user_agent  text;

-- Whose a mail address is. It need not be one account's alone: nobody has shown that it is theirs.
CREATE INDEX account_email ON account (lower(email COLLATE "C")) WHERE email IS NOT NULL;

CREATE TABLE password_reset (
    -- SHA-256 of the token, which is in the mail alone.
    token_hash bytea       PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);

CREATE INDEX password_reset_of_user ON password_reset (user_id, created_at);

CREATE INDEX password_reset_age ON password_reset (created_at);

-- What is to be sent. It holds no secret: a token is made when its mail is.
CREATE TABLE mail (
    mail_id     uuid        PRIMARY KEY,
    -- 1: somebody says that they forgot the password of name, 2: a token for user_id, 3: the password of user_id changed.
    kind        smallint    NOT NULL,
    -- A handle or an address as it was asked for, somebody's or nobody's.
    name        text,
    user_id     uuid        REFERENCES account ON DELETE CASCADE,
    created_at  timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL,
    tries       integer     NOT NULL DEFAULT 0
);

CREATE INDEX mail_due ON mail (next_try_at);

CREATE INDEX mail_of_user ON mail (user_id) WHERE user_id IS NOT NULL;

-- Written with what made somebody leave or come back, and deleted when their threads know of it.
CREATE TABLE departure (
    user_id  uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    asked_at timestamptz NOT NULL
);
