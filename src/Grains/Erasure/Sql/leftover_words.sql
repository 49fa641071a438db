-- $1 phrases
SELECT f.found_table || '.' || f.found_column, f.found_rows FROM find_leftovers($1) f
