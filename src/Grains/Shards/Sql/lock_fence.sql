-- Waits for the statements under way that rely on what is served here, and holds back the others until the commit.
LOCK TABLE log_shard IN ACCESS EXCLUSIVE MODE
