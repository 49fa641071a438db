SELECT thread_id FROM thread WHERE user_low = LEAST($1, $2) AND user_high = GREATEST($1, $2)
