-- At home: the shards.
SELECT name, identity FROM known_shard ORDER BY name
