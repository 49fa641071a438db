using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Push;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// Group commit: whatever waits is stored in one statement and one commit, and the next batch is taken as soon as that
/// is done; no timer. One sender alone waits for one commit. Runs are answered in the order in which they came.
/// </summary>
internal sealed partial class LogWriter(
    MessageLogOptions options,
    WriterConnection connection,
    TimeProvider time,
    LogMetrics metrics,
    ILogger<LogWriter> logger,
    WebhookHints? hints = null,
    PushHints? pushes = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TellsEvery = TimeSpan.FromSeconds(10);

    /// <summary>What an answer may take beyond the time that PostgreSQL has for a statement.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Channel<object> _queue = Channel.CreateBounded<object>(
        new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });

    private readonly List<AppendRun> _runs = [];
    private readonly List<WatermarkWrite> _marks = [];

    // The threads of which the last statement did not store all that it was given.
    private IReadOnlySet<ThreadId> _left = WriterSession.None;

    // Whether it left watermarks as they were, since their bucket is not written here.
    private bool _marksElsewhere;
    private long _oldest;
    private bool _inDoubt;
    private int _failures;
    private long _toldAt;

    /// <summary>Runs and watermarks that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Whether there is room, and what waits has not waited so long that more would only add delay.</summary>
    public bool Admits()
    {
        var oldest = Interlocked.Read(ref _oldest);
        return !Volatile.Read(ref _inDoubt)
            && _queue.Reader.Count < options.QueueLimit
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

        if (_runs.Count == 0)
        {
            // What comes while watermarks are stored waits for them.
            Interlocked.Exchange(ref _oldest, time.GetTimestamp());
        }
    }

    private async Task FlushAsync()
    {
        if (_runs.Count == 0 && _marks.Count == 0)
        {
            return;
        }

        var order = _runs.OrderBy(run => run.ThreadId.Value).ToArray();
        if (order.Length > 0)
        {
            metrics.Gathered(time.GetElapsedTime(_oldest));
        }

        var outcome = await StoreAsync(order, _marks);
        switch (outcome)
        {
            case AppendOutcome.Stored:
                Answer(order);
                CompleteMarks(StoredMarks);
                break;
            case AppendOutcome.Refused or AppendOutcome.Invalid:
                await StoreOneByOneAsync(order);
                break;
            default:
                CompleteRuns(_runs, outcome);
                CompleteMarks(MarkOutcome.Failed);
                break;
        }
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
            var outcome = await StoreAsync(thread, []);
            if (outcome == AppendOutcome.Stored)
            {
                Answer(thread);
            }
            else
            {
                CompleteRuns(thread, outcome);
            }
        }

        if (_marks.Count > 0)
        {
            CompleteMarks(await StoreAsync([], _marks) == AppendOutcome.Stored ? StoredMarks : MarkOutcome.Failed);
        }
    }

    private async Task<AppendOutcome> StoreAsync(AppendRun[] order, List<WatermarkWrite> marks)
    {
        var begunAt = time.GetTimestamp();
        var outcome = await TryStoreAsync(order, marks);
        metrics.Committed(outcome, order, marks.Count, time.GetElapsedTime(begunAt));
        return outcome;
    }

    private async Task<AppendOutcome> TryStoreAsync(AppendRun[] order, List<WatermarkWrite> marks)
    {
        _left = WriterSession.None;
        WriterSession session;
        try
        {
            session = await connection.OpenAsync();
        }
        catch (Exception e)
        {
            if (IsToBeTold())
            {
                LogUnreachable(e);
            }

            RefuseWaiting();
            await Task.Delay(Pause, time);
            return AppendOutcome.Overloaded;
        }

        var exchange = session.StoreAsync(order, marks);
        try
        {
            // PostgreSQL ends a statement that takes too long; it takes longer where PostgreSQL does not answer at all.
            _left = await exchange.WaitAsync(options.CommandTimeout + Grace, time);
            _marksElsewhere = session.LeftMarks;
            TellSuccess();
            return AppendOutcome.Stored;
        }
        catch (PostgresException e) when (PostgresFault.Classify(e) is var outcome and not AppendOutcome.Unknown)
        {
            return await RefuseAsync(outcome, e, order.Length);
        }
        catch (Exception e)
        {
            return await ResolveAsync(session, exchange, e, order.Length);
        }
    }

    private async Task<AppendOutcome> RefuseAsync(AppendOutcome outcome, PostgresException e, int runs)
    {
        if (outcome != AppendOutcome.Overloaded)
        {
            LogRefused(e, e.SqlState, runs);
            return outcome;
        }

        if (IsToBeTold())
        {
            LogRefused(e, e.SqlState, runs);
        }

        // What refuses may be a standby by now, and the primary is found by connecting again. It is not asked at once.
        await connection.ResetAsync();
        await Task.Delay(Pause, time);
        return outcome;
    }

    // Whatever it was, the writer goes on; the threads are told once the log says the truth about the batch.
    private async Task<AppendOutcome> ResolveAsync(
        WriterSession session, Task<IReadOnlySet<ThreadId>> exchange, Exception fault, int runs)
    {
        if (IsToBeTold())
        {
            LogUnknown(fault, runs);
        }

        Volatile.Write(ref _inDoubt, true);
        var doubt = new BatchInDoubt(connection, options.CommandTimeout, time, logger);
        (var outcome, _left) = await doubt.ResolveAsync(exchange, RefuseWaiting, stopping: _queue.Reader.Completion);
        _marksElsewhere = session.LeftMarks;
        Volatile.Write(ref _inDoubt, false);
        return outcome;
    }

    // What still waits was never sent.
    private void RefuseWaiting()
    {
        while (_queue.Reader.TryRead(out var item))
        {
            switch (item)
            {
                case AppendRun run:
                    run.Complete(AppendOutcome.Overloaded);
                    break;
                case WatermarkWrite write:
                    write.Complete(MarkOutcome.Failed);
                    break;
            }
        }
    }

    // What came back is what was stored: a run with a row that did not come back is never acknowledged.
    private void Answer(AppendRun[] order)
    {
        foreach (var run in order)
        {
            run.Complete(_left.Count > 0 && _left.Contains(run.ThreadId) ? AppendOutcome.Refused : AppendOutcome.Stored);
        }

        hints?.Take(order);
        pushes?.Take(order);
    }

    private static void CompleteRuns(IEnumerable<AppendRun> runs, AppendOutcome outcome)
    {
        foreach (var run in runs)
        {
            run.Complete(outcome);
        }
    }

    // In an outage each batch fails for the same reason.
    private bool IsToBeTold()
    {
        _failures++;
        if (_failures > 1 && time.GetElapsedTime(_toldAt) < TellsEvery)
        {
            return false;
        }

        _toldAt = time.GetTimestamp();
        return true;
    }

    private void TellSuccess()
    {
        if (_failures > 0)
        {
            LogStoresAgain(_failures);
            _failures = 0;
        }
    }

    private MarkOutcome StoredMarks => _marksElsewhere ? MarkOutcome.Elsewhere : MarkOutcome.Stored;

    private void CompleteMarks(MarkOutcome outcome)
    {
        if (outcome == MarkOutcome.Stored && _marks.Count > 0)
        {
            pushes?.Take(_marks);
        }

        foreach (var write in _marks)
        {
            write.Complete(outcome);
        }
    }
}
