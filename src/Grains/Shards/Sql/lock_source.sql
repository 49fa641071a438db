-- Held by the session that a bucket leaves from. Who gets it otherwise knows that nobody works on what is frozen here.
SELECT pg_advisory_lock(1667785076, 2)
