-- What lists and searches stand on: archived threads, people's names, the words of messages.

-- A page of inactive threads is a range of one index, whether archived ones are asked for, the others, or both, and
-- however many of the other kind there are. The version before finds them by thread_member_peer, more slowly.
DROP INDEX thread_member_activity;
CREATE INDEX thread_member_kept ON thread_member (user_id, activity_at DESC, thread_id DESC)
    WHERE phase IS NULL AND activity_at IS NOT NULL AND archived_seq = 0;
CREATE INDEX thread_member_archived ON thread_member (user_id, activity_at DESC, thread_id DESC)
    WHERE phase IS NULL AND activity_at IS NOT NULL AND archived_seq > 0;

-- A message brings a thread back by standing beyond archived_seq, and writes nothing. Where the thread turns, that is
-- written: of an inactive thread archived_seq says by itself whether it is archived. The function runs behind the lock
-- on the row, and sees what the statement that it belongs to has stored.
CREATE FUNCTION bring_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.archived_seq > 0 AND (
        SELECT l.seq FROM message_log l
        WHERE l.thread_id = NEW.thread_id AND l.type = 1 AND l.seq > NEW.archived_seq
        ORDER BY l.seq LIMIT 1) IS NOT NULL
    THEN
        NEW.archived_seq := 0;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER bring_back BEFORE UPDATE OF phase, activity_at, archived_seq ON thread_member
    FOR EACH ROW EXECUTE FUNCTION bring_back();

-- Text as searches compare it: without case, compatible forms of a character alike, and nothing in it a tag, whose words
-- PostgreSQL would leave out. Which collation knows the case of all letters depends on how the server was built.
DO $$
DECLARE
    letters name := coalesce(
        (SELECT c.collname
         FROM pg_collation c
         WHERE c.collnamespace = 'pg_catalog'::regnamespace AND c.collname IN ('pg_c_utf8', 'und-x-icu')
         ORDER BY c.collname
         LIMIT 1),
        'default');
BEGIN
    EXECUTE format(
        'CREATE FUNCTION search_form(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE '
        'RETURN translate(lower(normalize(written, NFKC) COLLATE pg_catalog.%I), ''ς<'', ''σ '')',
        letters);
END
$$;

-- People who don't want to be found are found by their whole handle only.
ALTER TABLE account ADD COLUMN findable boolean NOT NULL DEFAULT true;

CREATE INDEX account_name ON account ((search_form(display_name) COLLATE "C"), handle_key);

-- The words of a message and, as words that no text has, its two members: the members of a thread never change, and so
-- one index serves every member without reading what is others'.
CREATE FUNCTION search_words(written text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN to_tsvector('pg_catalog.simple'::regconfig, search_form(written));

CREATE FUNCTION search_member(user_id uuid) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ' ' || user_id::text;

-- Filled behind the log, never by it: how far it goes in each thread is in search_position.
CREATE TABLE message_search (
    thread_id uuid        NOT NULL,
    seq       bigint      NOT NULL,
    at        timestamptz NOT NULL,
    words     tsvector    NOT NULL,
    PRIMARY KEY (thread_id, seq)
);

CREATE INDEX message_search_words ON message_search USING gin (words) WITH (gin_pending_list_limit = 1024);

-- seq: the events up to it are indexed. settled: a transaction that began after the last of them was.
CREATE TABLE search_position (
    thread_id uuid   PRIMARY KEY,
    seq       bigint NOT NULL,
    settled   xid8
) WITH (fillfactor = 80);

-- The threads that may have events beyond their position, for each member: those that are active, and those that were
-- and are not indexed to their end. openings counts while it is here.
CREATE TABLE search_pending (
    user_id   uuid    NOT NULL,
    thread_id uuid    NOT NULL,
    openings  integer NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id, thread_id)
) WITH (fillfactor = 80);

CREATE FUNCTION search_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_pending p WHERE p.user_id = OLD.user_id AND p.thread_id = OLD.thread_id;
    ELSE
        INSERT INTO search_pending AS p (user_id, thread_id) VALUES (NEW.user_id, NEW.thread_id)
        ON CONFLICT (user_id, thread_id) DO UPDATE SET openings = p.openings + 1;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER search_opened AFTER UPDATE OF phase ON thread_member
    FOR EACH ROW WHEN (NEW.phase IS NOT NULL AND NEW.phase IS DISTINCT FROM OLD.phase) EXECUTE FUNCTION search_again();
CREATE TRIGGER search_arrived AFTER INSERT ON thread_member
    FOR EACH ROW WHEN (NEW.phase IS NOT NULL OR NEW.activity_at IS NOT NULL) EXECUTE FUNCTION search_again();
CREATE TRIGGER search_left AFTER DELETE ON thread_member
    FOR EACH ROW EXECUTE FUNCTION search_again();

-- Whoever indexes a step holds the row; turn counts the steps that have changed something.
CREATE TABLE search_turn (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    turn     bigint  NOT NULL DEFAULT 0
);

INSERT INTO search_turn DEFAULT VALUES;

INSERT INTO search_pending (user_id, thread_id)
SELECT m.user_id, m.thread_id FROM thread_member m WHERE m.phase IS NOT NULL OR m.activity_at IS NOT NULL;
