-- Ends a departure.
DELETE FROM bucket_departure WHERE bucket = $1
