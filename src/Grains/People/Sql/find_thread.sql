-- The thread of a pair.
SELECT t.thread_id FROM thread t WHERE t.user_low = LEAST($1, $2) AND t.user_high = GREATEST($1, $2)
