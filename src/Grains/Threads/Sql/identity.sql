-- What this database serves, and the history that it is: PostgreSQL's identity, its timeline, and what a restore may
-- change by hand.
SELECT s.readable,
       c.system_identifier::text,
       left(pg_walfile_name(pg_current_wal_lsn()), 8),
       d.epoch
FROM log_shard s, pg_control_system() c, deployment d
