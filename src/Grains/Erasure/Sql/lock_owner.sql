-- $1 user_id. Whatever changes the account's password or sessions comes before or behind.
SELECT FROM account WHERE user_id = $1 FOR NO KEY UPDATE
