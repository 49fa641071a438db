-- The buckets that arrive at this database.
SELECT bucket::integer, source FROM bucket_arrival ORDER BY bucket
