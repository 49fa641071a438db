-- Who this database is among the shards, what it serves, and the history that it is.
SELECT s.name,
       s.home_id,
       s.readable,
       s.writable,
       c.system_identifier::text,
       left(pg_walfile_name(pg_current_wal_lsn()), 8),
       d.epoch
FROM log_shard s, pg_control_system() c, deployment d
