-- Whether somebody is found by less than their whole handle; says whether there is such a user.
UPDATE account SET findable = $2 WHERE user_id = $1
