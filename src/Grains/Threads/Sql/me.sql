-- The caller, and the epoch: PostgreSQL's identity, its timeline, and what a restore may change by hand.
SELECT a.handle, a.display_name,
       c.system_identifier::text,
       left(pg_walfile_name(pg_current_wal_lsn()), 8),
       d.epoch
FROM account a, pg_control_system() c, deployment d
WHERE a.user_id = $1
