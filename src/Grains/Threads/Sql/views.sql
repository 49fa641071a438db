-- Both members' views of one thread, in one snapshot.
SELECT v.* FROM thread_view v WHERE v.thread_id = $1
