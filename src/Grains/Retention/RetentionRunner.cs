using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Jobs;
using ChatOrleans.Grains.Shards;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Retention;

/// <summary>
/// Throws away what is too old, round after round. A message loses its text and keeps its place, as if it had been deleted:
/// a log without holes is what order, watermarks and catching up stand on.
/// </summary>
internal sealed partial class RetentionRunner(
    RetentionStore store,
    LogShards shards,
    IGrainFactory grains,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<RetentionRunner> logger) : IJobRunner
{
    private readonly RetentionOptions _options = options.Value;

    public JobKind Kind => JobKind.Retention;

    public async Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
    {
        await store.PurgeExportsAsync(cancellationToken);
        await store.PurgeJobsAsync(Before(_options.JobDays), cancellationToken);
        if (_options.ReportDays > 0)
        {
            await store.PurgeReportsAsync(Before(_options.ReportDays), cancellationToken);
        }

        if (_options.MessageDays > 0)
        {
            foreach (var shard in shards.All)
            {
                await ClearAsync(shard, Before(_options.MessageDays), cancellationToken);
            }
        }

        return JobOutcome.GoesOn(_options.Pause);
    }

    private DateTimeOffset Before(int days) => time.GetUtcNow() - TimeSpan.FromDays(days);

    private async Task ClearAsync(LogShard shard, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (threads, messages) = (0, 0L);
        ThreadId? behind = null;
        do
        {
            (behind, var overdue) = await RetentionStore.FindOverdueAsync(shard, behind, before, cancellationToken);
            foreach (var (threadId, upTo) in overdue)
            {
                messages += await ClearAsync(threadId, upTo, before, cancellationToken);
                threads++;
            }
        }
        while (behind is not null);
        if (messages > 0)
        {
            LogCleared(logger, shard.Name, threads, messages);
        }
    }

    private async Task<long> ClearAsync(ThreadId threadId, long upTo, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var thread = grains.GetGrain<IThreadGrain>(threadId.Value);
        var count = 0L;
        for (var done = false; !done;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cleared = await thread.ClearAsync(new ClearCommand { Before = before, After = upTo });
            if (!cleared.Ok)
            {
                // What a move has left behind, or a thread that others wait for: the next round comes by again.
                return cleared.Error.Code is RefusalCode.ThreadNotFound or RefusalCode.Overloaded
                    ? count
                    : throw new TimeoutException($"A thread could not be cleared now ({cleared.Error.Code}).");
            }

            count += cleared.Value.Count;
            upTo = cleared.Value.UpTo;
            done = cleared.Value.Done;
        }

        await store.NoteAsync(threadId, upTo);
        return count;
    }
}
