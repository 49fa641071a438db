-- A bucket's events.
SELECT count(*) FROM message_log WHERE thread_id BETWEEN $1 AND $2
