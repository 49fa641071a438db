-- A migration that waits for a table lock holds up everyone behind it.
SELECT set_config('lock_timeout', '15s', true)
