-- Fails on a standby, which could not keep what it is told.
SELECT 1 WHERE NOT pg_is_in_recovery()
