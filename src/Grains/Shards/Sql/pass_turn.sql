-- Waits for the step of indexing that is under way; the next one sees what is served here now.
UPDATE search_turn SET turn = turn + 1
