-- Begins the arrival of a bucket.
INSERT INTO bucket_arrival (bucket, source, token) VALUES ($1, $2, $3)
ON CONFLICT (bucket) DO UPDATE SET source = excluded.source, token = excluded.token
