-- $1 user_id
-- A statement of its own: the next ones see the sessions of those who had the account before.
SELECT 1 FROM account WHERE user_id = $1 FOR NO KEY UPDATE
