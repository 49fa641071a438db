-- $1 mail_id, $2 next_try_at
UPDATE mail SET next_try_at = $2 WHERE mail_id = $1
