-- At home: remembers a shard and the history that it joined with.
INSERT INTO known_shard (name, identity) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING
