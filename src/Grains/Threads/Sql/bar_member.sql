-- What bars a member of a thread.
UPDATE thread_member SET blocks = $3, gone = $4 WHERE thread_id = $1 AND user_id = $2
