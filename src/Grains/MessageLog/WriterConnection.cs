using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// A writer's own connection, opened when needed and thrown away after a fault. Its plans are pinned to index probes:
/// a plan made while the log is small must not scan it when it is large.
/// </summary>
internal sealed class WriterConnection(string connectionString, TimeSpan commandTimeout) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = Build(connectionString, commandTimeout);
    private NpgsqlConnection? _connection;

    /// <summary>The open connection.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open })
        {
            return _connection;
        }

        await ResetAsync();
        _connection = await _source.OpenConnectionAsync(cancellationToken);
        return _connection;
    }

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
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
            IncludeErrorDetail = false,
        };
        builder.Options = string.Join(
            ' ',
            builder.Options,
            "-c plan_cache_mode=force_generic_plan",
            "-c enable_seqscan=off",
            "-c enable_hashjoin=off",
            "-c enable_mergejoin=off",
            "-c enable_bitmapscan=off");
        return NpgsqlDataSource.Create(builder);
    }
}
