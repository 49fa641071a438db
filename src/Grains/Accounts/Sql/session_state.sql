-- $1 session_id, $2 user_id
-- Why there was no row: whether the session is there, whether the owner has left, and whether they are shut out.
SELECT EXISTS (SELECT FROM session WHERE session_id = $1 AND user_id = $2),
       EXISTS (SELECT FROM account
               WHERE user_id = $2 AND deactivated_at IS NOT NULL AND coalesce(suspended_at, erased_at) IS NULL),
       EXISTS (SELECT FROM account WHERE user_id = $2 AND suspended_at IS NOT NULL AND erased_at IS NULL)
