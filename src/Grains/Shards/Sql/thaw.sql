-- Gives back the right to write what a move froze and did not give away, once its session is over: a move holds this
-- lock for as long as it works. The row is read anew where another statement has just changed it.
WITH free AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(1667785076, 2) AS got)
UPDATE log_shard s
SET writable = s.readable
FROM free
WHERE free.got AND s.writable <> s.readable
