using System.Data;
using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// A writer's own connection, opened when needed and thrown away after a fault. Its statements are prepared when it
/// opens (Npgsql's automatic preparation loses the connection when the first use of a statement fails), and its plans
/// are pinned to index probes: a plan made while the log is small must not scan it when it is large.
/// </summary>
internal sealed class WriterConnection(string connectionString, TimeSpan commandTimeout) : IAsyncDisposable
{
    /// <summary>The session's settings of the planner.</summary>
    public const string Planning =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off";

    private readonly NpgsqlDataSource _source = Build(connectionString, commandTimeout);
    private NpgsqlConnection? _connection;
    private NpgsqlBatch? _appending;
    private NpgsqlBatch? _marking;
    private NpgsqlBatch? _both;

    /// <summary>The events that the next execution stores.</summary>
    public AppendBatch Events { get; } = new();

    /// <summary>The watermarks that the next execution stores.</summary>
    public WatermarkBatch Marks { get; } = new();

    /// <summary>Opens the connection if it is not open.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { FullState: ConnectionState.Open })
        {
            return;
        }

        await ResetAsync();
        _connection = await _source.OpenConnectionAsync(cancellationToken);
        _appending = await PrepareAsync(Events.ToCommand());
        _marking = await PrepareAsync(Marks.ToCommand());
        _both = await PrepareAsync(Events.ToCommand(), Marks.ToCommand());

        async Task<NpgsqlBatch> PrepareAsync(params NpgsqlBatchCommand[] commands)
        {
            var batch = new NpgsqlBatch(_connection);
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.PrepareAsync(cancellationToken);
            return batch;
        }
    }

    /// <summary>Stores events, watermarks or both, in one commit. The events' rows come first.</summary>
    public Task<NpgsqlDataReader> ExecuteAsync(bool events, bool marks) =>
        (events && marks ? _both : events ? _appending : _marking)!.ExecuteReaderAsync();

    /// <summary>Throws the connection away.</summary>
    public async ValueTask ResetAsync()
    {
        var connection = _connection;
        _connection = null;
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ResetAsync();
        await _source.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString, TimeSpan commandTimeout)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "chat-log-writer",
            Pooling = false,
            Timeout = (int)commandTimeout.TotalSeconds,
            CommandTimeout = (int)commandTimeout.TotalSeconds,
        };
        builder.Options = $"{builder.Options} {Planning}".Trim();
        return NpgsqlDataSource.Create(builder);
    }
}
