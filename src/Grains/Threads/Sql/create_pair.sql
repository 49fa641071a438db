-- Creates the one thread of a pair, with its two members if its bucket is here; nothing where another call was first.
WITH created AS (
    INSERT INTO thread (thread_id, user_low, user_high, created_at)
    VALUES ($1, LEAST($2, $3), GREATEST($2, $3), $4)
    ON CONFLICT (user_low, user_high) DO NOTHING
    RETURNING thread_id, user_low, user_high
),
here AS (
    SELECT c.* FROM created c, log_shard s WHERE get_bit(s.writable, thread_bucket(c.thread_id)) = 1
)
INSERT INTO thread_member (thread_id, user_id, peer_id)
SELECT thread_id, user_low, user_high FROM here
UNION ALL
SELECT thread_id, user_high, user_low FROM here
