using System.Threading.Channels;
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

        var (outcome, stored) = await StoreAsync(order, _marks);
        switch (outcome)
        {
            case AppendOutcome.Stored:
                Answer(order, stored);
                CompleteMarks(stored: true);
                break;
            case AppendOutcome.Refused or AppendOutcome.Invalid:
                await StoreOneByOneAsync(order);
                break;
            default:
                CompleteRuns(_runs, outcome);
                CompleteMarks(stored: false);
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
            var (outcome, stored) = await StoreAsync(thread, []);
            if (outcome == AppendOutcome.Stored)
            {
                Answer(thread, stored);
            }
            else
            {
                CompleteRuns(thread, outcome);
            }
        }

        if (_marks.Count > 0)
        {
            var (outcome, _) = await StoreAsync([], _marks);
            CompleteMarks(outcome == AppendOutcome.Stored);
        }
    }

    private async Task<(AppendOutcome Outcome, HashSet<(Guid ThreadId, long Seq)> Stored)> StoreAsync(
        AppendRun[] order, List<WatermarkWrite> marks)
    {
        var begunAt = time.GetTimestamp();
        var answer = await TryStoreAsync(order, marks);
        metrics.Committed(answer.Outcome, order, marks.Count, time.GetElapsedTime(begunAt));
        return answer;
    }

    private async Task<(AppendOutcome Outcome, HashSet<(Guid ThreadId, long Seq)> Stored)> TryStoreAsync(
        AppendRun[] order, List<WatermarkWrite> marks)
    {
        HashSet<(Guid, long)> stored = [];
        try
        {
            await connection.OpenAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            LogUnreachable(e);
            await connection.ResetAsync();
            await Task.Delay(ReconnectPause, time);
            return (AppendOutcome.Overloaded, stored);
        }

        try
        {
            connection.Events.Fill(order);
            connection.Marks.Fill(marks);
            await using var reader = await connection.ExecuteAsync(events: order.Length > 0, marks: marks.Count > 0);
            while (order.Length > 0 && await reader.ReadAsync())
            {
                stored.Add((reader.GetGuid(0), reader.GetInt64(1)));
            }

            // The commit's own answer comes after the last row.
            while (await reader.NextResultAsync())
            {
            }

            return (AppendOutcome.Stored, stored);
        }
        catch (PostgresException e) when (PostgresFault.Classify(e) is var outcome and not AppendOutcome.Unknown)
        {
            LogRefused(e, e.SqlState, order.Length);
            return (outcome, stored);
        }
        catch (Exception e)
        {
            // Whatever it was, the writer goes on, with a new connection; the threads ask the log what is true.
            LogUnknown(e, order.Length);
            await connection.ResetAsync();
            return (AppendOutcome.Unknown, stored);
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
}
