-- The transaction's commit waits for no disk and no standby: what is lost with it is done again, in the log's order.
SELECT set_config('synchronous_commit', 'off', true)
