-- $1 endpoint, $2 thread_id, $3 seq: it was taken after all.
DELETE FROM webhook_dead_letter WHERE endpoint = $1 AND thread_id = $2 AND seq = $3
