using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// Where a writer's sessions come from; there is one at a time, and a second one only while it is found out what became of
/// the first. Its statements are prepared by hand (Npgsql's automatic preparation loses the connection when the first
/// use of a statement fails), and its plans are pinned to index probes: a plan made while the log is small must not scan it
/// when it is large.
/// </summary>
internal sealed class WriterConnection(string connectionString, TimeSpan commandTimeout) : IAsyncDisposable
{
    /// <summary>The session's settings of the planner.</summary>
    public const string Planning =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off";

    private readonly NpgsqlDataSource _source = PostgresSource.Create(connectionString, settings =>
    {
        settings.ApplicationName = "chat-log-writer";
        settings.Pooling = false;
        settings.Timeout = (int)commandTimeout.TotalSeconds;
        settings.CommandTimeout = 0;
        settings.AddOptions($"{Planning} -c statement_timeout={(int)commandTimeout.TotalMilliseconds}");
    });

    private WriterSession? _session;

    /// <summary>The session for the next batch, opened if there is none.</summary>
    public async ValueTask<WriterSession> OpenAsync()
    {
        if (_session is { IsOpen: true } open)
        {
            return open;
        }

        await ResetAsync();
        return _session = await ConnectAsync();
    }

    /// <summary>A session beside the one there is. Takes as long as a batch at most.</summary>
    public async Task<WriterSession> ConnectAsync()
    {
        var opening = WriterSession.OpenAsync(_source, CancellationToken.None);
        try
        {
            return await opening.WaitAsync(commandTimeout * 2);
        }
        catch (TimeoutException)
        {
            Leave(opening);
            throw;
        }
    }

    /// <summary>Goes on with another session.</summary>
    public void Use(WriterSession session) => _session = session;

    /// <summary>Takes the session out, for whoever finds out what became of its batch.</summary>
    public WriterSession? Take()
    {
        var session = _session;
        _session = null;
        return session;
    }

    /// <summary>Throws the session away.</summary>
    public async ValueTask ResetAsync()
    {
        if (Take() is { } session)
        {
            await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ResetAsync();
        await _source.DisposeAsync();
    }

    private static void Leave(Task<WriterSession> opening) => _ = opening.ContinueWith(
        static opened => opened.IsCompletedSuccessfully ? opened.Result.DisposeAsync().AsTask() : Task.FromResult(opened.Exception),
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
