-- Work that goes on in the background until it is done, whatever ends in between: erasing somebody, exporting what there is
-- of somebody, keeping no more than is to be kept. At home.

-- kind: 1 an erasure, 2 an export, 3 retention, which is never finished. next_at: when somebody goes on with it, none when it
-- is finished; whoever does moves it ahead meanwhile, so that another one takes over where they don't come back, and has a
-- claim, without which nothing of theirs counts. attempts: how often it has failed since it last got on. progress: what the
-- work itself has noted. keep_until: when what it has made is thrown away.
CREATE TABLE job (
    job_id      uuid        PRIMARY KEY,
    kind        smallint    NOT NULL,
    user_id     uuid        REFERENCES account,
    reason      smallint,
    created_at  timestamptz NOT NULL,
    next_at     timestamptz,
    attempts    integer     NOT NULL DEFAULT 0,
    claim       uuid,
    progress    text,
    fault       text,
    finished_at timestamptz,
    keep_until  timestamptz
) WITH (fillfactor = 80);

CREATE INDEX job_due ON job (kind, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX job_of_user ON job (user_id, kind, created_at) WHERE user_id IS NOT NULL;
CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL;

-- Of one kind and person one job at a time.
CREATE UNIQUE INDEX job_open ON job (kind, user_id) WHERE finished_at IS NULL;

INSERT INTO job (job_id, kind, created_at, next_at) VALUES (gen_random_uuid(), 3, now(), now());

-- An export's files, in pieces. format: 1 JSON, 2 HTML.
CREATE TABLE export_piece (
    job_id uuid     NOT NULL REFERENCES job ON DELETE CASCADE,
    format smallint NOT NULL,
    number integer  NOT NULL,
    bytes  bytea    NOT NULL,
    PRIMARY KEY (job_id, format, number)
);

-- Wherever threads are: up to which seq no message of a thread is left that is not deleted, as far as retention has come to
-- know. It need not move with the thread: where there is none it is looked for from the beginning, and it stays true.
CREATE TABLE retention_position (
    thread_id uuid   PRIMARY KEY,
    seq       bigint NOT NULL
);

-- Every column of this database that could hold words, and how many of its rows hold one of these, compared without case.
-- The columns are those that there are, so that no table is forgotten that comes later.
CREATE FUNCTION find_leftovers(phrases text[])
    RETURNS TABLE (found_table text, found_column text, found_rows bigint)
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    place record;
BEGIN
    FOR place IN
        SELECT c.table_schema, c.table_name, c.column_name, c.data_type
        FROM information_schema.columns c
        JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE t.table_type = 'BASE TABLE'
          AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
          AND c.data_type IN ('text', 'character varying', 'character', 'name', 'json', 'jsonb', 'xml', 'ARRAY', 'bytea', 'tsvector')
        ORDER BY c.table_schema, c.table_name, c.ordinal_position
    LOOP
        EXECUTE format(
            CASE place.data_type
                WHEN 'bytea' THEN
                    'SELECT count(*) FROM %1$I.%2$I t WHERE EXISTS (SELECT FROM unnest($1) p '
                    'WHERE position(convert_to(p, ''UTF8'') IN t.%3$I) > 0)'
                WHEN 'tsvector' THEN
                    'SELECT count(*) FROM %1$I.%2$I t WHERE EXISTS (SELECT FROM unnest($1) p '
                    'WHERE t.%3$I @@ phraseto_tsquery(''pg_catalog.simple'', search_form(p)))'
                ELSE
                    'SELECT count(*) FROM %1$I.%2$I t WHERE EXISTS (SELECT FROM unnest($1) p '
                    'WHERE strpos(lower(t.%3$I::text), lower(p)) > 0)'
            END,
            place.table_schema, place.table_name, place.column_name)
        INTO found_rows
        USING phrases;
        IF found_rows > 0 THEN
            found_table := place.table_name;
            found_column := place.column_name;
            RETURN NEXT;
        END IF;
    END LOOP;
END
$$;
