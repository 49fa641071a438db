using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// Group commit: whatever waits is stored in one statement and one commit, and the next batch is taken as soon as that
/// is done; no timer. One sender alone waits for one commit. Runs are answered in the order in which they came.
/// </summary>
internal sealed partial class LogWriter(
    MessageLogOptions options, WriterConnection connection, TimeProvider time, LogMetrics metrics, ILogger<LogWriter> logger)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<object> _queue = Channel.CreateBounded<object>(
        new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });

    private readonly List<AppendRun> _runs = [];
    private readonly List<WatermarkWrite> _marks = [];

    // The threads of which the last statement did not store all that it was given.
    private readonly HashSet<ThreadId> _left = [];

    // Whether the last statement left watermarks as they were, since their bucket is not written here.
    private bool _marksElsewhere;
    private long _oldest;

    /// <summary>Runs and watermarks that wait.</summary>
    public int Waiting => _queue.Reader.Count;

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
        try
        {
            await connection.OpenAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            LogUnreachable(e);
            await connection.ResetAsync();
            await Task.Delay(ReconnectPause, time);
            return AppendOutcome.Overloaded;
        }

        try
        {
            connection.Events.Fill(order);
            connection.Marks.Fill(marks);
            _left.Clear();
            await using var reader = await connection.ExecuteAsync(events: order.Length > 0, marks: marks.Count > 0);
            if (order.Length > 0)
            {
                await reader.ReadAsync();
                connection.Events.CompareWith(reader, _left);
            }

            // The commit's own answer comes after the last row.
            while (await reader.NextResultAsync())
            {
            }

            // Only the watermarks' statement counts as one that changes rows; the events' says itself what it did.
            _marksElsewhere = marks.Count > 0 && reader.RecordsAffected != connection.Marks.Count;
            return AppendOutcome.Stored;
        }
        catch (PostgresException e) when (PostgresFault.Classify(e) is var outcome and not AppendOutcome.Unknown)
        {
            LogRefused(e, e.SqlState, order.Length);
            return outcome;
        }
        catch (Exception e)
        {
            // Whatever it was, the writer goes on, with a new connection; the threads ask the log what is true.
            LogUnknown(e, order.Length);
            await connection.ResetAsync();
            return AppendOutcome.Unknown;
        }
    }

    // What came back is what was stored: a run with a row that did not come back is never acknowledged.
    private void Answer(AppendRun[] order)
    {
        foreach (var run in order)
        {
            run.Complete(_left.Count > 0 && _left.Contains(run.ThreadId) ? AppendOutcome.Refused : AppendOutcome.Stored);
        }
    }

    private static void CompleteRuns(IEnumerable<AppendRun> runs, AppendOutcome outcome)
    {
        foreach (var run in runs)
        {
            run.Complete(outcome);
        }
    }

    private MarkOutcome StoredMarks => _marksElsewhere ? MarkOutcome.Elsewhere : MarkOutcome.Stored;

    private void CompleteMarks(MarkOutcome outcome)
    {
        foreach (var write in _marks)
        {
            write.Complete(outcome);
        }
    }
}
