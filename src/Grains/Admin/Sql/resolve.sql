-- $1 report_id, $2 by whom, $3 now. The first time stays.
UPDATE report SET resolved_at = coalesce(resolved_at, $3), resolved_by = coalesce(resolved_by, $2) WHERE report_id = $1
