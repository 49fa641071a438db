using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Shards.Tests;

/// <summary>Sessions that wait for locks.</summary>
internal static class Blocking
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Completes once a session of this application waits for a lock.</summary>
    public static async Task WaitUntilBlockedAsync(this PostgresServer server, string application)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(deadline.Token);
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'", connection);
        command.Parameters.Add(new() { Value = application });
        while (await command.ExecuteScalarAsync(deadline.Token) is 0L)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
        }
    }
}
