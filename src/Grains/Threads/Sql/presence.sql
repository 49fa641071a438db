-- What each of $1 sees of the presence of the one at the same place in $2, of pairs that share a thread. Where one has
-- blocked the other, or the person is gone, nobody is seen there.
SELECT u.viewer_id, u.user_id,
       CASE WHEN seen.ok THEN p.online_until END,
       CASE WHEN seen.ok THEN p.last_seen_at END
FROM unnest($1::uuid[], $2::uuid[]) AS u (viewer_id, user_id)
JOIN thread t ON t.user_low = LEAST(u.viewer_id, u.user_id) AND t.user_high = GREATEST(u.viewer_id, u.user_id)
JOIN account a ON a.user_id = u.user_id
LEFT JOIN presence p ON p.user_id = u.user_id
CROSS JOIN LATERAL (
    SELECT p.shared
           AND coalesce(a.deactivated_at, a.suspended_at, a.erased_at) IS NULL
           AND NOT EXISTS (
               SELECT FROM block b
               WHERE (b.user_id, b.blocked_id) IN ((u.viewer_id, u.user_id), (u.user_id, u.viewer_id))) AS ok
) seen
