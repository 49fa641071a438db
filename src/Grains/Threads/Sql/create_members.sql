-- Makes sure of a thread's two members where its bucket is; says whether that is here.
WITH here AS (
    SELECT FROM log_shard s WHERE get_bit(s.writable, thread_bucket($1)) = 1
),
made AS (
    INSERT INTO thread_member (thread_id, user_id, peer_id)
    SELECT $1, m.user_id, m.peer_id
    FROM here, (VALUES ($2::uuid, $3::uuid), ($3::uuid, $2::uuid)) AS m (user_id, peer_id)
    ON CONFLICT (thread_id, user_id) DO NOTHING
)
SELECT EXISTS (SELECT FROM here)
