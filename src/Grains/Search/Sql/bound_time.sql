-- Bounds what the transaction's statements may take.
SELECT set_config('statement_timeout', $1, true)
