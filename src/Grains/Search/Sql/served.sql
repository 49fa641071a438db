-- What this database serves, and whether the query asks for anything that can be looked up.
SELECT s.readable, numnode(q.words) > 0 AND querytree(q.words) <> 'T'
FROM log_shard s, websearch_to_tsquery('pg_catalog.simple', search_form($1)) AS q (words)
