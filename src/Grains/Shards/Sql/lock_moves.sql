-- One process moves buckets at a time; the lock ends with the session.
SELECT pg_try_advisory_lock(1667785076, 3)
