-- At home: whether one of a pair blocks the other, in both directions, and whether each of the two is gone.
SELECT EXISTS (SELECT FROM block b WHERE b.user_id = $1 AND b.blocked_id = $2),
       EXISTS (SELECT FROM block b WHERE b.user_id = $2 AND b.blocked_id = $1),
       EXISTS (SELECT FROM account a WHERE a.user_id = $1 AND coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NOT NULL),
       EXISTS (SELECT FROM account a WHERE a.user_id = $2 AND coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NOT NULL)
