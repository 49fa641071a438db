-- What people report about each other.

-- message_text is the message as it read when it was reported: its author may change or delete it afterwards.
CREATE TABLE report (
    report_id    uuid        PRIMARY KEY,
    reporter_id  uuid        NOT NULL REFERENCES account,
    reported_id  uuid        NOT NULL REFERENCES account,
    created_at   timestamptz NOT NULL,
    reason       smallint    NOT NULL,
    text         text,
    thread_id    uuid,
    seq          bigint,
    message_at   timestamptz,
    message_text text
);

CREATE INDEX report_newest ON report (created_at, report_id);
CREATE INDEX report_of_reporter ON report (reporter_id, created_at);
CREATE INDEX report_about ON report (reported_id, created_at);

-- A user's blocks, the last one first.
CREATE INDEX block_newest ON block (user_id, created_at, blocked_id);
