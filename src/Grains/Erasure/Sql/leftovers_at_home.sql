-- $1 user_id. What the home database has of somebody who should be gone, by kind.
SELECT 'account that is not erased', count(*)
FROM account a
WHERE a.user_id = $1
  AND (a.erased_at IS NULL OR a.email IS NOT NULL OR a.password_hash <> '' OR a.handle <> 'u_' || replace(a.user_id::text, '-', ''))
UNION ALL
SELECT 'session that lives or names a device', count(*)
FROM session s
WHERE s.user_id = $1 AND (s.revoked_at IS NULL OR s.device_name IS NOT NULL OR s.user_agent IS NOT NULL)
UNION ALL
SELECT 'password_reset', count(*) FROM password_reset r WHERE r.user_id = $1
UNION ALL
SELECT 'mail', count(*) FROM mail m WHERE m.user_id = $1
UNION ALL
SELECT 'presence', count(*) FROM presence p WHERE p.user_id = $1
UNION ALL
SELECT 'block by the user', count(*) FROM block b WHERE b.user_id = $1
UNION ALL
SELECT 'report with words by or about the user', count(*)
FROM report r
WHERE (r.reporter_id = $1 AND r.text IS NOT NULL)
   OR (r.reported_id = $1 AND (r.text IS NOT NULL OR r.message_text IS NOT NULL))
UNION ALL
SELECT 'host_user', count(*) FROM host_user h WHERE h.user_id = $1
UNION ALL
SELECT 'export', count(*) FROM job j WHERE j.user_id = $1 AND j.kind = 2
UNION ALL
SELECT 'erasure that is not finished', count(*) FROM job j WHERE j.user_id = $1 AND j.kind = 1 AND j.finished_at IS NULL
