using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// Group commit: whatever waits is stored in one statement and one commit, and the next batch is taken as soon as that
/// is done; no timer. One sender alone waits for one commit. Runs are answered in the order in which they came.
/// </summary>
internal sealed partial class LogWriter(
    MessageLogOptions options, WriterConnection connection, TimeProvider time, ILogger<LogWriter> logger)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<object> _queue = Channel.CreateBounded<object>(
        new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });

    private readonly List<AppendRun> _runs = [];
    private readonly List<WatermarkWrite> _marks = [];
    private readonly AppendBatch _batch = new();
    private long _oldest;

    /// <summary>Whether there is room, and what waits has not waited so long that more would only add delay.</summary>
    public bool Admits()
    {
        var oldest = Interlocked.Read(ref _oldest);
        return _queue.Reader.Count < options.QueueLimit
            && (oldest == 0 || time.GetElapsedTime(oldest) <= options.QueueDelay);
    }

    /// <summary>Takes a run; false when the queue is full.</summary>
    public bool TryEnqueue(AppendRun run)
    {
        run.EnqueuedAt = time.GetTimestamp();
        return _queue.Writer.TryWrite(run);
    }

    /// <summary>Takes watermarks; false when the queue is full.</summary>
    public bool TryEnqueue(WatermarkWrite write) => _queue.Writer.TryWrite(write);

    /// <summary>Takes no more; <see cref="RunAsync"/> ends once all that was taken is answered.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/>.</summary>
    public async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            Gather();
            await FlushAsync();
            _runs.Clear();
            _marks.Clear();
            Interlocked.Exchange(ref _oldest, 0);
        }
    }

    private void Gather()
    {
        var rows = 0;
        while (rows < options.BatchRows && _marks.Count < options.BatchRows && _queue.Reader.TryRead(out var item))
        {
            switch (item)
            {
                case AppendRun { Lane.Failed: true } behind:
                    behind.Complete(AppendOutcome.Refused);
                    break;
                case AppendRun run:
                    if (_runs.Count == 0)
                    {
                        Interlocked.Exchange(ref _oldest, run.EnqueuedAt);
                    }

                    rows += run.Events.Length;
                    _runs.Add(run);
                    break;
                case WatermarkWrite write:
                    _marks.Add(write);
                    break;
            }
        }
    }

    private async Task FlushAsync()
    {
        if (_runs.Count == 0 && _marks.Count == 0)
        {
            return;
        }

        NpgsqlConnection open;
        try
        {
            open = await connection.OpenAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            LogUnreachable(e);
            CompleteRuns(_runs, AppendOutcome.Overloaded);
            CompleteMarks(stored: false);
            await Task.Delay(ReconnectPause, time);
            return;
        }

        var order = _runs.OrderBy(run => run.ThreadId.Value).ToArray();
        var outcome = await StoreAsync(open, order, _marks);
        if (outcome.Kind == AppendOutcome.Stored)
        {
            Answer(order, outcome.Stored!);
            CompleteMarks(stored: true);
            return;
        }

        if (outcome.Kind == AppendOutcome.Unknown)
        {
            await connection.ResetAsync();
            CompleteRuns(_runs, AppendOutcome.Unknown);
            CompleteMarks(stored: false);
            return;
        }

        if (outcome.Kind == AppendOutcome.Overloaded)
        {
            CompleteRuns(_runs, AppendOutcome.Overloaded);
            CompleteMarks(stored: false);
            return;
        }

        await StoreOneByOneAsync(order);
    }

    // One thread at a time, so that what is wrong with one is not everybody's failure.
    private async Task StoreOneByOneAsync(AppendRun[] order)
    {
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && order[end].ThreadId == order[start].ThreadId)
            {
                end++;
            }

            var thread = order[start..end];
            start = end;
            var outcome = await StoreAloneAsync(thread, []);
            if (outcome.Kind == AppendOutcome.Stored)
            {
                Answer(thread, outcome.Stored!);
            }
            else
            {
                CompleteRuns(thread, outcome.Kind);
            }
        }

        if (_marks.Count > 0)
        {
            var outcome = await StoreAloneAsync([], _marks);
            CompleteMarks(outcome.Kind == AppendOutcome.Stored);
        }
    }

    private async Task<StoreOutcome> StoreAloneAsync(AppendRun[] thread, List<WatermarkWrite> marks)
    {
        NpgsqlConnection open;
        try
        {
            open = await connection.OpenAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            LogUnreachable(e);
            return new StoreOutcome(AppendOutcome.Overloaded, null);
        }

        var outcome = await StoreAsync(open, thread, marks);
        if (outcome.Kind == AppendOutcome.Unknown)
        {
            await connection.ResetAsync();
        }

        return outcome;
    }

    private async Task<StoreOutcome> StoreAsync(NpgsqlConnection open, AppendRun[] order, List<WatermarkWrite> marks)
    {
        try
        {
            await using var batch = new NpgsqlBatch(open);
            if (order.Length > 0)
            {
                _batch.Fill(order);
                batch.BatchCommands.Add(_batch.ToCommand());
            }

            if (marks.Count > 0)
            {
                batch.BatchCommands.Add(WatermarkBatch.ToCommand(marks));
            }

            var stored = new HashSet<(Guid ThreadId, long Seq)>(_batch.Rows);
            await using var reader = await batch.ExecuteReaderAsync();
            if (order.Length > 0)
            {
                while (await reader.ReadAsync())
                {
                    stored.Add((reader.GetGuid(0), reader.GetInt64(1)));
                }
            }

            // The commit's own answer comes after the last row.
            while (await reader.NextResultAsync())
            {
            }

            return new StoreOutcome(AppendOutcome.Stored, stored);
        }
        catch (PostgresException e)
        {
            LogRefused(e, e.SqlState, order.Length);
            return new StoreOutcome(PostgresFault.Classify(e), null);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            LogUnknown(e, order.Length);
            return new StoreOutcome(AppendOutcome.Unknown, null);
        }
    }

    // What came back is what was stored: a row that did not come back is never acknowledged.
    private static void Answer(AppendRun[] order, HashSet<(Guid ThreadId, long Seq)> stored)
    {
        foreach (var run in order)
        {
            var whole = true;
            foreach (var e in run.Events)
            {
                whole &= stored.Contains((run.ThreadId.Value, e.Seq));
            }

            run.Complete(whole ? AppendOutcome.Stored : AppendOutcome.Refused);
        }
    }

    private static void CompleteRuns(IEnumerable<AppendRun> runs, AppendOutcome outcome)
    {
        foreach (var run in runs)
        {
            run.Complete(outcome);
        }
    }

    private void CompleteMarks(bool stored)
    {
        foreach (var write in _marks)
        {
            write.Complete(stored);
        }
    }

    private readonly record struct StoreOutcome(AppendOutcome Kind, HashSet<(Guid ThreadId, long Seq)>? Stored);
}
