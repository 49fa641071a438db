using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Several statements on one snapshot of the primary, in one round trip. The caller reads the results of its own
/// statements; those that begin and end the transaction have none.
/// </summary>
internal sealed class ReadSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;

    private ReadSnapshot(NpgsqlConnection connection)
    {
        _connection = connection;
        _batch = new NpgsqlBatch(connection);
        _batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    }

    public static async Task<ReadSnapshot> OpenAsync(NpgsqlDataSource source) => new(await source.OpenConnectionAsync());

    public void Add(string statement, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        _batch.BatchCommands.Add(command);
    }

    /// <summary>Runs them; the reader stands on the first result.</summary>
    public Task<NpgsqlDataReader> ExecuteAsync()
    {
        _batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        return _batch.ExecuteReaderAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
