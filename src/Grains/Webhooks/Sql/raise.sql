-- $1 endpoint, $2 subject_id, $3 seq: it was taken after all.
DELETE FROM webhook_dead_letter WHERE endpoint = $1 AND subject_id = $2 AND seq = $3
