-- Whether there is anybody who may not see a user's presence though others may: one of a block, on either side. Whoever is
-- gone nobody sees.
SELECT EXISTS (SELECT FROM block b WHERE b.user_id = $1)
    OR EXISTS (SELECT FROM block b WHERE b.blocked_id = $1)
    OR EXISTS (SELECT FROM account a WHERE a.user_id = $1 AND coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NOT NULL)
