SELECT user_low, user_high FROM thread WHERE thread_id = $1
