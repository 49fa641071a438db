-- $1 thread_id, $2 seq. Whether this database serves the thread.
WITH here AS (
    SELECT FROM log_shard s WHERE get_bit(s.writable, thread_bucket($1)) = 1
),
put AS (
    INSERT INTO retention_position AS p (thread_id, seq)
    SELECT $1, $2 FROM here
    ON CONFLICT (thread_id) DO UPDATE SET seq = greatest(p.seq, EXCLUDED.seq)
)
SELECT EXISTS (SELECT FROM here)
