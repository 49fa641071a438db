-- $1 endpoint, $2 session_id. A browser whose user has changed has the endpoint of the one before.
DELETE FROM push_subscription WHERE endpoint = $1 AND session_id <> $2
