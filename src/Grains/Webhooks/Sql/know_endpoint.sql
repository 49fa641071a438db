-- $1 endpoint; since when it is told, from now on if it is new.
INSERT INTO webhook_endpoint AS e (endpoint, since, reports_after)
VALUES ($1, date_trunc('milliseconds', now()), now())
ON CONFLICT (endpoint) DO UPDATE SET since = e.since
RETURNING since
