using Npgsql;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>Fills the log as if people had talked, with the statements of a database and not message by message.</summary>
internal static class ThreadSeed
{
    private const int RowsAThread = 1_000;
    private const int ThreadsAStatement = 200;

    /// <summary>
    /// Continues an active thread up to <paramref name="depth"/> messages, all of them read. The thread's grain finds out at
    /// its next message that the log went further than it knew, as it does when another silo wrote.
    /// </summary>
    public static async Task DeepenAsync(
        NpgsqlDataSource database, Guid threadId, long depth, int size, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            database,
            """
            INSERT INTO message_log (thread_id, seq, type, sender_id, at, client_message_id, text)
            SELECT t.thread_id, s, 1, CASE WHEN s % 2 = 0 THEN t.user_low ELSE t.user_high END, head.at, 'seed-' || s,
                   left(repeat(md5(s::text), $3::int / 32 + 1), $3::int)
            FROM thread t
            CROSS JOIN LATERAL (
                SELECT l.seq, l.at FROM message_log l WHERE l.thread_id = t.thread_id ORDER BY l.seq DESC LIMIT 1
            ) head
            CROSS JOIN LATERAL generate_series(head.seq + 1, $2::bigint) s
            WHERE t.thread_id = $1
            """,
            [threadId, depth, size],
            cancellationToken);
        await ExecuteAsync(
            database,
            """
            UPDATE thread_member m
            SET read_seq = head.seq, delivered_seq = head.seq
            FROM (SELECT max(l.seq) AS seq FROM message_log l WHERE l.thread_id = $1) head
            WHERE m.thread_id = $1
            """,
            [threadId],
            cancellationToken);
    }

    /// <summary>Adds closed threads of other people until the log has about so many rows.</summary>
    public static async Task FillAsync(
        NpgsqlDataSource database, long rows, int size, CancellationToken cancellationToken)
    {
        var held = await CountAsync(database, cancellationToken);
        while (held < rows)
        {
            var threads = (int)Math.Clamp((rows - held + RowsAThread - 1) / RowsAThread, 1, ThreadsAStatement);
            await AddThreadsAsync(database, threads, size, cancellationToken);
            held += (long)threads * RowsAThread;
            await Console.Error.WriteLineAsync($"{held} of {rows} rows");
        }
    }

    /// <summary>What autovacuum would do by and by, so that it does not do it while something is measured.</summary>
    public static async Task SettleAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await ExecuteAsync(database, "VACUUM (ANALYZE) message_log", [], cancellationToken);
        await ExecuteAsync(database, "VACUUM (ANALYZE) thread_member", [], cancellationToken);
        await ExecuteAsync(database, "CHECKPOINT", [], cancellationToken);
    }

    private static Task AddThreadsAsync(
        NpgsqlDataSource database, int threads, int size, CancellationToken cancellationToken) =>
        // Opened first and closed last; all of one moment, since time may stand still in a thread but not go back.
        ExecuteAsync(
            database,
            """
            WITH pairs AS MATERIALIZED (
                SELECT gen_random_uuid() AS thread_id, gen_random_uuid() AS one, gen_random_uuid() AS other
                FROM generate_series(1, $1::int)
            ),
            people AS (
                INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at)
                SELECT u, 'fill.' || left(md5(u::text), 24), 'fill.' || left(md5(u::text), 24), 'fill', '', now()
                FROM pairs CROSS JOIN LATERAL unnest(ARRAY[one, other]) u
            ),
            threads AS (
                INSERT INTO thread (thread_id, user_low, user_high, created_at)
                SELECT thread_id, least(one, other), greatest(one, other), now() FROM pairs
            ),
            members AS (
                INSERT INTO thread_member (thread_id, user_id, peer_id, activity_at, read_seq, delivered_seq)
                SELECT thread_id, one, other, now(), $2::int, $2::int FROM pairs
                UNION ALL
                SELECT thread_id, other, one, now(), $2::int, $2::int FROM pairs
            )
            INSERT INTO message_log (thread_id, seq, type, sender_id, at, client_message_id, text)
            SELECT p.thread_id, s, CASE s WHEN 1 THEN 2 WHEN $2::int THEN 3 ELSE 1 END,
                   CASE WHEN s % 2 = 0 THEN p.one ELSE p.other END, now(),
                   CASE WHEN s IN (1, $2::int) THEN NULL ELSE 'fill-' || s END,
                   CASE WHEN s IN (1, $2::int) THEN NULL ELSE left(repeat(md5(s::text), $3::int / 32 + 1), $3::int) END
            FROM pairs p CROSS JOIN generate_series(1, $2::int) s
            """,
            [threads, RowsAThread, size],
            cancellationToken);

    private static async Task<long> CountAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM message_log");
        command.CommandTimeout = 0;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(
        NpgsqlDataSource database, string statement, object[] values, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(statement);
        command.CommandTimeout = 0;
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
