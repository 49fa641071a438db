-- Whether this database writes the thread. A move that takes it away waits for the transaction.
SELECT get_bit(s.writable, thread_bucket($1)) = 1 FROM log_shard s
