using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// The message log alone, without SignalR and Orleans: many appenders, each in a thread of its own and with one message
/// under way, share the group commit. At the end the table has to hold exactly what was acknowledged.
/// </summary>
internal sealed class LogRun(LogSettings settings, LatencyHistogram latency)
{
    private const int RetryMs = 50;

    /// <summary>Bounds the rows that a run leaves behind.</summary>
    private const long MaxRows = 50_000_000;

    private readonly string _text = new('x', settings.Size);
    private readonly long[] _stored = new long[settings.Appenders];
    private readonly ThreadId[] _threads = [.. Enumerable.Range(0, settings.Appenders).Select(_ => ThreadId.NewRandom())];
    private long _rows;
    private long _refused;
    private long _failed;
    private long _measuredFrom = long.MaxValue;
    private volatile bool _running = true;

    public async Task<LogFigures> RunAsync(string connectionString, int? postgresPid, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        using var meter = new Meter(LogMetrics.MeterName);
        await using var log = new PostgresMessageLog(
            new LogShards(source, connectionString, [], TimeProvider.System, NullLogger<LogShards>.Instance),
            Options.Create(new MessageLogOptions { Writers = settings.Writers }),
            TimeProvider.System,
            new LogMetrics(meter),
            NullLogger<LogWriter>.Instance);
        await log.StartAsync(cancellationToken);
        var appending = Enumerable.Range(0, settings.Appenders).Select(i => Task.Run(() => AppendAsync(log, i), CancellationToken.None)).ToArray();

        Reading first, last;
        (long Rows, long Commits) before, after;
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(settings.WarmUpSeconds), cancellationToken);
            Volatile.Write(ref _measuredFrom, Stopwatch.GetTimestamp());
            before = await CountCommitsAsync(source, cancellationToken);
            first = Reading.Take(Interlocked.Read(ref _rows), postgresPid: postgresPid);
            await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
            last = Reading.Take(Interlocked.Read(ref _rows), postgresPid: postgresPid);
            after = await CountCommitsAsync(source, cancellationToken);
        }
        finally
        {
            _running = false;
            await Task.WhenAll(appending);
            await log.StopAsync(CancellationToken.None);
        }

        var wrong = await CountWrongThreadsAsync(source, cancellationToken);
        var (elapsed, rows) = (Stopwatch.GetElapsedTime(first.At, last.At), last.Done - first.Done);
        return new LogFigures
        {
            RowsPerSecond = rows / elapsed.TotalSeconds,
            Rows = rows,
            MeasuredSeconds = elapsed.TotalSeconds,
            RowsPerCommit = after.Commits > before.Commits ? (double)(after.Rows - before.Rows) / (after.Commits - before.Commits) : null,
            Acknowledgement = latency.Summarize(),
            Cost = CostPerMessage.Of(last.Processor.Since(first.Processor), rows),
            Refused = _refused,
            FailedAppenders = _failed,
            WrongThreads = wrong,
        };
    }

    private async Task AppendAsync(PostgresMessageLog log, int index)
    {
        var sender = UserId.NewRandom();
        var lane = new AppendLane();
        while (_running && Interlocked.Read(ref _rows) < MaxRows)
        {
            var begun = Stopwatch.GetTimestamp();
            switch (await log.AppendAsync(lane, [Message(index, sender, _stored[index] + 1)], phase: null))
            {
                case AppendOutcome.Stored:
                    _stored[index]++;
                    Interlocked.Increment(ref _rows);
                    if (begun >= Volatile.Read(ref _measuredFrom))
                    {
                        latency.Record(begun, Stopwatch.GetTimestamp());
                    }

                    break;
                case AppendOutcome.Overloaded:
                    Interlocked.Increment(ref _refused);
                    lane = new AppendLane();
                    await Task.Delay(RetryMs);
                    break;
                default:
                    // Nothing else writes these threads: whatever it was, it should not be.
                    Interlocked.Increment(ref _failed);
                    return;
            }
        }
    }

    private ThreadEvent Message(int index, UserId sender, long seq) => new()
    {
        ThreadId = _threads[index],
        Seq = seq,
        Type = EventType.Message,
        SenderId = sender,
        At = TimeProvider.System.GetUtcNow(),
        ClientMessageId = seq.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Text = _text,
    };

    private async Task<long> CountWrongThreadsAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT count(*)
            FROM unnest($1, $2) AS told (thread_id, stored)
            CROSS JOIN LATERAL (
                SELECT count(*) AS rows, coalesce(max(l.seq), 0) AS last FROM message_log l WHERE l.thread_id = told.thread_id
            ) held
            WHERE held.rows <> told.stored OR held.last <> told.stored
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = _threads.Select(thread => thread.Value).ToArray() });
        command.Parameters.Add(new() { Value = _stored });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // PostgreSQL tells commits with a delay of about a second; the rows counted beside them lag alike.
    private static async Task<(long Rows, long Commits)> CountCommitsAsync(
        NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT tup_inserted, xact_commit FROM pg_stat_database WHERE datname = current_database()");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
