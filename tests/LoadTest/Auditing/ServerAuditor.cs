using System.Diagnostics;
using System.Net.WebSockets;
using ChatOrleans.LoadTest.Measuring;
using Npgsql;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Reads what both members and the database say of every thread, or of as many as there is time for, and compares.</summary>
internal sealed class ServerAuditor(AuditSettings settings) : IAuditor
{
    private const int Parallel = 16;

    /// <summary>Threads of one query of the database; several such batches are under way at once.</summary>
    private const int ThreadsOfBatch = 16;
    private const int BatchesAtATime = 4;
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(5);

    public async Task AuditAsync(
        IReadOnlyCollection<ThreadAccount> threads, Recorder recorder, CancellationToken cancellationToken)
    {
        if (settings.Mode == AuditMode.Off || threads.Count == 0)
        {
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (settings.Mode == AuditMode.Sample)
        {
            ending.CancelAfter(settings.LongestSample);
        }

        using var reader = new MemberReader(settings);
        await using var stored = settings.ConnectionString is { } connectionString
            ? new StoredThreads(connectionString, new EntryReader(settings.IsItsText))
            : null;
        var audit = new Audit(AuditPlan.Of(threads, settings), reader, stored, recorder, settings.MaxActiveThreads);
        try
        {
            await audit.RunAsync(ending.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"The audit's time is over after {settings.LongestSample.TotalSeconds:F0} s.");
        }
        catch (NpgsqlException exception)
        {
            recorder.Fail($"The audit can't read the database: {exception.Message}");
        }

        audit.Finish();
        await Console.Error.WriteLineAsync(audit.Summary);
    }

    /// <summary>One audit under way.</summary>
    private sealed class Audit(
        AuditPlan plan, MemberReader reader, StoredThreads? stored, Recorder recorder, int maxActiveThreads)
    {
        private readonly ActivePhases _phases = new(maxActiveThreads);
        private long _reportedAt = Stopwatch.GetTimestamp();
        private int _read;
        private int _checked;

        public string Summary =>
            $"Audited {_checked} of {plan.Threads.Count} threads, {_read} of them as both members"
            + (stored is null ? ", without the database." : " and against the database.");

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            using var places = new SemaphoreSlim(Parallel);
            await System.Threading.Tasks.Parallel.ForEachAsync(
                plan.Threads.Chunk(ThreadsOfBatch),
                new ParallelOptions { MaxDegreeOfParallelism = BatchesAtATime, CancellationToken = cancellationToken },
                async (batch, token) => await CheckAsync(batch, places, token));
        }

        public void Finish() => _phases.Check(recorder.Violations);

        private async Task CheckAsync(ThreadAccount[] batch, SemaphoreSlim places, CancellationToken cancellationToken)
        {
            var sights = await Task.WhenAll(batch.Select(account => ReadAsync(account, places, cancellationToken)));

            // Behind the members' own reading, which moves their watermarks on.
            var inDatabase = stored is null ? null : await stored.ReadAsync(batch, cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                Check(batch[i], sights[i], inDatabase);
            }

            if (stored is not null && maxActiveThreads > 0)
            {
                await stored.CheckActiveAsync(
                    batch.SelectMany(account => new[] { account.One.UserId, account.Other.UserId }).Distinct(),
                    maxActiveThreads,
                    recorder.Violations,
                    cancellationToken);
            }

            Report(Interlocked.Add(ref _checked, stored is null ? sights.Count(sight => sight is not null) : batch.Length));
        }

        private async Task<(MemberSight One, MemberSight Other)?> ReadAsync(
            ThreadAccount account, SemaphoreSlim places, CancellationToken cancellationToken)
        {
            if (!plan.IsSynced(account))
            {
                return null;
            }

            await places.WaitAsync(cancellationToken);
            try
            {
                var withHistory = plan.HasHistory(account);
                var one = await reader.ReadAsync(account.ThreadId, account.One, account.LastSeqBefore, withHistory, cancellationToken);
                var other = await reader.ReadAsync(account.ThreadId, account.Other, account.LastSeqBefore, withHistory, cancellationToken);
                Interlocked.Increment(ref _read);
                return (one, other);
            }
            catch (AuditException exception)
            {
                new Findings(account.ThreadId, recorder.Violations).Add(Violation.Disagreement, exception.Message);
                return null;
            }
            catch (Exception exception) when (exception is HttpRequestException or WebSocketException)
            {
                recorder.Fail($"The audit can't read thread {account.ThreadId}: {exception.Message}");
                return null;
            }
            finally
            {
                places.Release();
            }
        }

        private void Check(
            ThreadAccount account,
            (MemberSight One, MemberSight Other)? sights,
            Dictionary<string, StoredThread>? inDatabase)
        {
            var findings = new Findings(account.ThreadId, recorder.Violations);
            if (sights is var (one, other))
            {
                ThreadRules.Check(account, one, other, maxActiveThreads == 1, findings);
                _phases.Add(account, one.Synced);
                recorder.Count(Counter.Audited, one.Synced.Count);
            }

            if (inDatabase is null)
            {
                return;
            }

            if (!inDatabase.TryGetValue(account.ThreadId, out var thread))
            {
                findings.Add(Violation.Lost, "the database does not have it with these two members");
                return;
            }

            ThreadRules.Check(account, thread, sights?.One, sights?.Other, findings);
            if (sights is null)
            {
                _phases.Add(account, thread.Log);
                recorder.Count(Counter.Audited, thread.Log.Count);
            }
        }

        private void Report(int done)
        {
            var last = Interlocked.Read(ref _reportedAt);
            if (Stopwatch.GetElapsedTime(last) > ReportPeriod
                && Interlocked.CompareExchange(ref _reportedAt, Stopwatch.GetTimestamp(), last) == last)
            {
                Console.Error.WriteLine($"audited {done} of {plan.Threads.Count} threads");
            }
        }
    }
}
