-- What names this session for as long as it lives, on this server and on no other.
SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()
