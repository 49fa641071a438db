-- Calls an arrival off: whoever was about to serve the bucket here no longer can, or has just done so.
DELETE FROM bucket_arrival WHERE bucket = $1
