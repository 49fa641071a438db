-- $1 mail_id
DELETE FROM mail WHERE mail_id = $1
