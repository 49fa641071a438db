-- Whether a session of this writer is still there, and asks it to end. One that waits for a synchronous standby is left
-- alone: its commit is written, and ending it would only show the commit to others before a standby has it.
SELECT CASE WHEN a.wait_event IS DISTINCT FROM 'SyncRep' THEN pg_terminate_backend(a.pid) END
FROM pg_stat_activity a
WHERE a.pid = $1 AND a.backend_start = $2
