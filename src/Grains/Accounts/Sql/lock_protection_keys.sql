-- 'chat' in ASCII, then a number of our own. Held to the end of the transaction.
SELECT pg_advisory_xact_lock(1667785076, 2)
