-- $1 handle_key prefix (none: no handle begins so), $2 limit, $3 name prefix, $4 the caller
-- Who has the handle, then those whose handles begin so, then those whose names do. A handle's characters all sort below
-- U+007F, and all text below U+10FFFF, so that each range is the prefix's.
WITH by_handle AS (
    SELECT a.user_id, a.handle, a.display_name, a.handle_key
    FROM account a
    WHERE a.handle_key >= $1 AND a.handle_key < $1 || E'\x7f'
      AND (a.findable OR a.handle_key = $1)
      AND a.deactivated_at IS NULL AND a.suspended_at IS NULL AND a.erased_at IS NULL
      AND NOT EXISTS (SELECT FROM block b WHERE b.user_id = a.user_id AND b.blocked_id = $4)
    ORDER BY a.handle_key
    LIMIT $2
),
by_name AS (
    SELECT a.user_id, a.handle, a.display_name, a.handle_key, search_form(a.display_name) COLLATE "C" AS name_key
    FROM account a
    WHERE search_form(a.display_name) COLLATE "C" >= search_form($3) COLLATE "C"
      AND search_form(a.display_name) COLLATE "C" < (search_form($3) || U&'\+10FFFF') COLLATE "C"
      AND a.findable
      AND a.deactivated_at IS NULL AND a.suspended_at IS NULL AND a.erased_at IS NULL
      AND NOT EXISTS (SELECT FROM block b WHERE b.user_id = a.user_id AND b.blocked_id = $4)
    ORDER BY search_form(a.display_name) COLLATE "C", a.handle_key
    LIMIT $2
)
SELECT f.user_id, f.handle, f.display_name
FROM (
    SELECT h.user_id, h.handle, h.display_name, 0 AS part, h.handle_key AS first_key, h.handle_key FROM by_handle h
    UNION ALL
    SELECT n.user_id, n.handle, n.display_name, 1, n.name_key, n.handle_key
    FROM by_name n
    WHERE n.user_id NOT IN (SELECT h.user_id FROM by_handle h)
) f
ORDER BY f.part, f.first_key, f.handle_key
LIMIT $2
