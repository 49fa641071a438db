-- $1 session_id, $2 presented hash, $3 new hash, $4 now, $5 expires_at
-- The new hash may be there already: then an earlier attempt of the same call stored it and its answer was lost.
UPDATE session AS s
SET refresh_hash = $3, expires_at = $5, used_at = $4
FROM account AS a
WHERE s.session_id = $1
  AND s.refresh_hash IN ($2, $3)
  AND s.revoked_at IS NULL
  AND s.expires_at > $4
  AND a.user_id = s.user_id
  AND coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NULL
RETURNING a.user_id, a.handle, a.display_name, a.role
