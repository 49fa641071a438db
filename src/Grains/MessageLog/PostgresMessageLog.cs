using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Push;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The log on PostgreSQL: a few <see cref="LogWriter"/>s a shard, chosen by the thread's id. It starts before the silo's
/// grains and stops after them, so that what they took is answered.
/// </summary>
internal sealed class PostgresMessageLog : IMessageLog, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private readonly LogShards _shards;
    private readonly int _perShard;
    private readonly LogWriter[] _writers;
    private readonly WriterConnection[] _connections;
    private Task[] _running = [];

    public PostgresMessageLog(
        LogShards shards,
        IOptions<MessageLogOptions> options,
        TimeProvider time,
        LogMetrics metrics,
        ILogger<LogWriter> logger,
        WebhookHints? hints = null,
        PushHints? pushes = null)
    {
        _shards = shards;
        _perShard = options.Value.Writers;
        var count = shards.All.Count * _perShard;
        _connections = new WriterConnection[count];
        _writers = new LogWriter[count];
        for (var i = 0; i < count; i++)
        {
            _connections[i] = new WriterConnection(shards.All[i / _perShard].ConnectionString, options.Value.CommandTimeout);
            _writers[i] = new LogWriter(options.Value, _connections[i], time, metrics, logger, hints, pushes);
        }

        metrics.ObserveQueue(() => _writers.Select(
            (writer, number) => new Measurement<int>(writer.Waiting, new KeyValuePair<string, object?>("writer", number))));
    }

    /// <summary>Whether every writer takes more.</summary>
    public bool AdmitsAll => Array.TrueForAll(_writers, static writer => writer.Admits());

    /// <summary>Runs and watermarks that wait in this silo.</summary>
    public int Waiting => _writers.Sum(static writer => writer.Waiting);

    public bool Admits(ThreadId threadId) => WriterOf(threadId).Admits();

    public Task<AppendOutcome> AppendAsync(AppendLane lane, ThreadEvent[] events, Guid? phase)
    {
        if (!lane.TryEnter())
        {
            return Task.FromResult(AppendOutcome.Refused);
        }

        var run = new AppendRun(lane, events, phase);
        if (!(lane.Writer ??= WriterOf(run.ThreadId)).TryEnqueue(run))
        {
            run.Complete(AppendOutcome.Overloaded);
        }

        return run.Outcome;
    }

    public Task<bool> MarkAsync(ThreadId threadId, UserId userId, long deliveredSeq, long readSeq) =>
        _shards.Several
            ? _shards.AtAsync(threadId, async _ =>
            {
                var outcome = await TryMarkAsync(threadId, userId, deliveredSeq, readSeq);
                return (outcome != MarkOutcome.Elsewhere, outcome == MarkOutcome.Stored);
            })
            : IsStoredAsync(TryMarkAsync(threadId, userId, deliveredSeq, readSeq));

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

    private static async Task<bool> IsStoredAsync(Task<MarkOutcome> outcome) => await outcome == MarkOutcome.Stored;

    private Task<MarkOutcome> TryMarkAsync(ThreadId threadId, UserId userId, long deliveredSeq, long readSeq)
    {
        var write = new WatermarkWrite(threadId, userId, deliveredSeq, readSeq);
        return WriterOf(threadId).TryEnqueue(write) ? write.Outcome : Task.FromResult(MarkOutcome.Failed);
    }

    private LogWriter WriterOf(ThreadId threadId)
    {
        if (_writers.Length == 1)
        {
            return _writers[0];
        }

        var first = _shards.Of(threadId).Index * _perShard;
        return _writers[first + (int)((uint)threadId.Value.GetHashCode() % (uint)_perShard)];
    }
}
