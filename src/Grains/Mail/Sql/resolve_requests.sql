-- $1 now, $2 requests at a time, $3 accounts a name, $4 since, $5 mails an account since then
-- Requests become mails to the accounts that they name; those that name nobody become nothing. Handles are ASCII, so
-- that lower() of the C locale is their own comparison. Accounts without a password have none to forget.
WITH asked AS (
    DELETE FROM mail
    WHERE mail_id IN (
        SELECT mail_id FROM mail WHERE kind = 1 AND next_try_at <= $1 ORDER BY next_try_at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING name
), named AS (
    SELECT DISTINCT found.user_id
    FROM (SELECT DISTINCT lower(name COLLATE "C") AS name FROM asked) AS one
    CROSS JOIN LATERAL (
        (SELECT a.user_id FROM account a WHERE a.handle_key = one.name)
        UNION
        (SELECT a.user_id FROM account a WHERE lower(a.email COLLATE "C") = one.name LIMIT $3)) AS found
), queued AS (
    INSERT INTO mail (mail_id, kind, user_id, created_at, next_try_at)
    SELECT gen_random_uuid(), 2, a.user_id, $1, $1
    FROM named
    JOIN account a USING (user_id)
    WHERE a.email IS NOT NULL
      AND a.password_hash <> ''
      AND coalesce(a.suspended_at, a.erased_at) IS NULL
      AND (SELECT count(*) FROM password_reset r WHERE r.user_id = a.user_id AND r.created_at > $4)
          + (SELECT count(*) FROM mail m WHERE m.user_id = a.user_id AND m.kind = 2) < $5
)
SELECT count(*)::integer FROM asked
