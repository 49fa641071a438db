-- Whoever waits for a table lock holds up everyone behind.
SELECT set_config('lock_timeout', $1, true)
