-- Whether a user is deactivated, suspended or erased; no row for nobody.
SELECT coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NOT NULL FROM account a WHERE a.user_id = $1
