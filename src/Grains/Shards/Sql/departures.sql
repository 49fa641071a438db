-- The buckets that leave this database.
SELECT bucket::integer, target FROM bucket_departure ORDER BY bucket
