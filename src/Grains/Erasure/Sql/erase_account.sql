-- $1 user_id, $2 and $3 a handle that shows nothing and its key, $4 a name that shows nothing.
-- What is kept at home of somebody who is erased, in one statement: each part sees the account as it was. Sessions stay as
-- times without a device, until they are purged; gateways hear of their end by them. Of reports that the user has made the
-- words go, of those about the user all words: there is nobody left whom they could concern.
WITH erased AS (
    SELECT a.user_id, lower(a.handle) AS handle, lower(a.email) AS email
    FROM account a
    WHERE a.user_id = $1 AND a.erased_at IS NOT NULL
), nameless AS (
    UPDATE account a
    SET handle = $2, handle_key = $3, display_name = $4, email = NULL, password_hash = '', findable = false
    FROM erased e
    WHERE a.user_id = e.user_id
), sessions AS (
    UPDATE session s
    SET revoked_at = coalesce(s.revoked_at, clock_timestamp()), device_name = NULL, user_agent = NULL, refresh_hash = ''
    FROM erased e
    WHERE s.user_id = e.user_id
), resets AS (
    DELETE FROM password_reset r USING erased e WHERE r.user_id = e.user_id
), mails AS (
    DELETE FROM mail m USING erased e WHERE m.user_id = e.user_id OR lower(m.name) IN (e.handle, e.email)
), seen AS (
    DELETE FROM presence p USING erased e WHERE p.user_id = e.user_id
), blocks AS (
    DELETE FROM block b USING erased e WHERE b.user_id = e.user_id
), reports AS (
    UPDATE report r
    SET text = NULL, message_text = CASE WHEN r.reported_id = e.user_id THEN NULL ELSE r.message_text END
    FROM erased e
    WHERE r.reporter_id = e.user_id OR r.reported_id = e.user_id
), hosted AS (
    DELETE FROM host_user h USING erased e WHERE h.user_id = e.user_id
), exports AS (
    DELETE FROM job j USING erased e WHERE j.user_id = e.user_id AND j.kind = 2
)
SELECT FROM erased
