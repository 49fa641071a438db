-- Ends the rows of users whom nobody holds any more; answers those whom lists still showed as online.
UPDATE presence
SET online_until = $2, last_seen_at = $2
WHERE user_id IN (SELECT user_id FROM presence WHERE user_id = ANY ($1::uuid[]) AND online_until > $2 ORDER BY user_id FOR UPDATE)
RETURNING user_id
