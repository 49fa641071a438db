-- People ($2) as the other member of a thread ($1, at the same place) sees them. Where one has blocked the other, neither
-- is seen there.
SELECT u.viewer_id, a.user_id, a.handle, a.display_name,
       CASE WHEN seen.ok THEN p.online_until END,
       CASE WHEN seen.ok THEN p.last_seen_at END,
       CASE WHEN a.erased_at IS NOT NULL THEN 2 WHEN coalesce(a.deactivated_at, a.suspended_at) IS NOT NULL THEN 1 ELSE 0 END
FROM unnest($1::uuid[], $2::uuid[]) AS u (viewer_id, user_id)
JOIN account a ON a.user_id = u.user_id
LEFT JOIN presence p ON p.user_id = a.user_id
CROSS JOIN LATERAL (
    SELECT p.shared
           AND NOT EXISTS (
               SELECT FROM block b
               WHERE (b.user_id, b.blocked_id) IN ((u.viewer_id, u.user_id), (u.user_id, u.viewer_id))) AS ok
) seen
