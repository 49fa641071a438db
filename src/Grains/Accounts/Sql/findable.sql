SELECT findable FROM account WHERE user_id = $1
