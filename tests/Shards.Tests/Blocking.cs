using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>Sessions that wait for locks.</summary>
internal static class Blocking
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Completes once a session of this application waits for a lock.</summary>
    public static Task WaitUntilBlockedAsync(this PostgresServer server, string application) => WaitAsync(
        server,
        "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'",
        application);

    /// <summary>Completes once no session of this application is left, but for those that wait for a lock.</summary>
    public static Task WaitUntilGoneAsync(this PostgresServer server, string application) => WaitAsync(
        server,
        "SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type IS DISTINCT FROM 'Lock'",
        application);

    private static async Task WaitAsync(PostgresServer server, string question, string application)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(deadline.Token);
#pragma warning disable CA2100 // The questions are this class's own constants.
        await using var command = new NpgsqlCommand(question, connection);
#pragma warning restore CA2100
        command.Parameters.Add(new() { Value = application });
        while (await command.ExecuteScalarAsync(deadline.Token) is not true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
        }
    }
}
