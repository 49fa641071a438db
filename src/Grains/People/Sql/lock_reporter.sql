-- A user's reports are counted and stored one after the other.
SELECT FROM account a WHERE a.user_id = $1 FOR NO KEY UPDATE
