-- About how much of the log is here.
SELECT pg_total_relation_size('message_log'), greatest(c.reltuples, 0)::bigint
FROM pg_class c
WHERE c.oid = 'message_log'::regclass
