-- Creates the one thread of a pair with its two members; nothing where another call was first.
WITH created AS (
    INSERT INTO thread (thread_id, user_low, user_high, created_at)
    VALUES ($1, LEAST($2, $3), GREATEST($2, $3), $4)
    ON CONFLICT (user_low, user_high) DO NOTHING
    RETURNING thread_id, user_low, user_high
)
INSERT INTO thread_member (thread_id, user_id, peer_id)
SELECT thread_id, user_low, user_high FROM created
UNION ALL
SELECT thread_id, user_high, user_low FROM created
