-- A commit that changes nothing. It is answered when all commits before it are where commits have to be, on a
-- synchronous standby too.
SELECT pg_logical_emit_message(true, 'chat', ''::text)
