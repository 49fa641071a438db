using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The log on PostgreSQL: a few <see cref="LogWriter"/>s, chosen by the thread's id. It starts before the silo's grains and
/// stops after them, so that what they took is answered.
/// </summary>
internal sealed class PostgresMessageLog : IMessageLog, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private readonly LogWriter[] _writers;
    private readonly WriterConnection[] _connections;
    private Task[] _running = [];

    public PostgresMessageLog(
        LogConnectionString connectionString,
        IOptions<MessageLogOptions> options,
        TimeProvider time,
        LogMetrics metrics,
        ILogger<LogWriter> logger)
    {
        var count = options.Value.Writers;
        _connections = new WriterConnection[count];
        _writers = new LogWriter[count];
        for (var i = 0; i < count; i++)
        {
            _connections[i] = new WriterConnection(connectionString.Value, options.Value.CommandTimeout);
            _writers[i] = new LogWriter(options.Value, _connections[i], time, metrics, logger);
        }

        metrics.ObserveQueue(() => _writers.Select(
            (writer, number) => new Measurement<int>(writer.Waiting, new KeyValuePair<string, object?>("writer", number))));
    }

    /// <summary>Whether every writer takes more.</summary>
    public bool AdmitsAll => Array.TrueForAll(_writers, static writer => writer.Admits());

    public bool Admits(ThreadId threadId) => WriterOf(threadId).Admits();

    public Task<AppendOutcome> AppendAsync(AppendLane lane, ThreadEvent[] events, Guid? phase)
    {
        if (!lane.TryEnter())
        {
            return Task.FromResult(AppendOutcome.Refused);
        }

        var run = new AppendRun(lane, events, phase);
        if (!WriterOf(run.ThreadId).TryEnqueue(run))
        {
            run.Complete(AppendOutcome.Overloaded);
        }

        return run.Outcome;
    }

    public Task<bool> MarkAsync(ThreadId threadId, UserId userId, long deliveredSeq, long readSeq)
    {
        var write = new WatermarkWrite(threadId, userId, deliveredSeq, readSeq);
        return WriterOf(threadId).TryEnqueue(write) ? write.Stored : Task.FromResult(false);
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(PostgresMessageLog), ServiceLifecycleStage.RuntimeStorageServices, StartAsync, StopAsync);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = [.. _writers.Select(writer => Task.Run(writer.RunAsync, CancellationToken.None))];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var writer in _writers)
        {
            writer.Complete();
        }

        // When the time is up, what is not stored is not acknowledged either: whoever sent it sends it again elsewhere.
        await Task.WhenAll(_running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private LogWriter WriterOf(ThreadId threadId) =>
        _writers.Length == 1 ? _writers[0] : _writers[(uint)threadId.Value.GetHashCode() % (uint)_writers.Length];
}
