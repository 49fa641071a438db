-- $1 now, $2 taken until, $3 limit
-- Who dies with a mail in hand leaves it to the next, once its time is over.
WITH taken AS (
    UPDATE mail SET next_try_at = $2, tries = tries + 1
    WHERE mail_id IN (
        SELECT mail_id FROM mail WHERE kind <> 1 AND next_try_at <= $1 ORDER BY next_try_at LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING mail_id, kind, user_id, created_at, tries
)
SELECT taken.mail_id, taken.kind, taken.user_id, taken.created_at, taken.tries, a.handle, a.display_name,
       CASE WHEN a.erased_at IS NULL THEN a.email END
FROM taken
JOIN account a USING (user_id)
