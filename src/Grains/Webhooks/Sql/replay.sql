-- $1 endpoint, $2 subject_id, $3 seq; null stands for all.
UPDATE webhook_dead_letter
SET replay_at = now()
WHERE replay_at IS NULL
  AND ($1::text IS NULL OR endpoint = $1)
  AND ($2::uuid IS NULL OR subject_id = $2)
  AND ($3::bigint IS NULL OR seq = $3)
