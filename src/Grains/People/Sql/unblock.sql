-- Takes a block back; whether there is such an account.
WITH ended AS (
    DELETE FROM block WHERE user_id = $1 AND blocked_id = $2
)
SELECT EXISTS (SELECT FROM account a WHERE a.user_id = $2)
