-- At home: what this database serves, the history that it is (PostgreSQL's identity, its timeline, and what a restore
-- may change by hand), the histories that the shards joined with, and the caller.
SELECT s.readable,
       c.system_identifier::text,
       left(pg_walfile_name(pg_current_wal_lsn()), 8),
       d.epoch,
       a.handle,
       a.display_name,
       ARRAY(SELECT k.name FROM known_shard k ORDER BY k.name),
       ARRAY(SELECT k.identity FROM known_shard k ORDER BY k.name)
FROM log_shard s
CROSS JOIN pg_control_system() c
CROSS JOIN deployment d
LEFT JOIN account a ON a.user_id = $1
