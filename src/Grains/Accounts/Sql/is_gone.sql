-- $1 user_id
-- What the threads have to know, and since when they have to.
SELECT coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NOT NULL, d.asked_at
FROM departure d
JOIN account a USING (user_id)
WHERE d.user_id = $1
