using Npgsql;

namespace ChatOrleans.Cluster.Tests;

/// <summary>A lock on the log: appends wait for it in PostgreSQL, reads don't.</summary>
internal sealed class HeldCommits : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldCommits(NpgsqlConnection connection) => _connection = connection;

    public static async Task<HeldCommits> BeginAsync(NpgsqlDataSource source)
    {
        var held = new HeldCommits(await source.OpenConnectionAsync());
        await held.ExecuteAsync("BEGIN");
        await held.ExecuteAsync("LOCK TABLE message_log IN EXCLUSIVE MODE");
        return held;
    }

    /// <summary>Completes once an append waits.</summary>
    public async Task BlockedAsync()
    {
        while (await ExecuteAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'message_log'::regclass") is 0L)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync("COMMIT");
        await _connection.DisposeAsync();
    }

    private async Task<object?> ExecuteAsync(string statement)
    {
        await using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this class's own constants.
        command.CommandText = statement;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
