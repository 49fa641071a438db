using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;

namespace ChatOrleans.Grains.Retention;

/// <summary>Finds and throws away what is too old, some at a time.</summary>
internal sealed class RetentionStore(LogShards shards)
{
    /// <summary>Rows a statement.</summary>
    public const int Bite = 500;

    private static readonly string OverdueStatement = SqlText.Of<RetentionStore>("overdue_threads");
    private static readonly string NoteStatement = SqlText.Of<RetentionStore>("cleared_up_to");
    private static readonly string ReportsStatement = SqlText.Of<RetentionStore>("purge_reports");
    private static readonly string ExportsStatement = SqlText.Of<RetentionStore>("purge_exports");
    private static readonly string JobsStatement = SqlText.Of<RetentionStore>("purge_jobs");

    /// <summary>
    /// Looks at the next threads of a shard: the last one that was looked at, none where there are no more, and those that
    /// hold messages from before, with up to where each holds none.
    /// </summary>
    public static async Task<(ThreadId? Last, List<(ThreadId ThreadId, long UpTo)> Overdue)> FindOverdueAsync(
        LogShard shard, ThreadId? behind, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = shard.Source.CreateCommand(OverdueStatement)
            .With(behind?.Value ?? Guid.Empty).WithTime(before).With(Bite);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        ThreadId? last = null;
        List<(ThreadId ThreadId, long UpTo)> overdue = [];
        while (await row.ReadAsync(cancellationToken))
        {
            last = new ThreadId(row.GetGuid(0));
            if (row.GetBoolean(2))
            {
                overdue.Add((last.Value, row.GetInt64(1)));
            }
        }

        return (last, overdue);
    }

    /// <summary>Notes up to where no message of a thread is left.</summary>
    public Task NoteAsync(ThreadId threadId, long upTo) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(NoteStatement).With(threadId.Value).With(upTo);
        return (await command.ExecuteScalarAsync() is true, true);
    });

    /// <summary>Throws away reports from before.</summary>
    public Task PurgeReportsAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        PurgeAsync(ReportsStatement, before, cancellationToken);

    /// <summary>Throws away exports that nobody can read any more.</summary>
    public Task PurgeExportsAsync(CancellationToken cancellationToken) =>
        PurgeAsync(ExportsStatement, before: null, cancellationToken);

    /// <summary>Throws away the notes of jobs that were finished before.</summary>
    public Task PurgeJobsAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        PurgeAsync(JobsStatement, before, cancellationToken);

    private async Task PurgeAsync(string statement, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        int gone;
        do
        {
            await using var command = shards.Home.CreateCommand(statement).With(Bite);
            if (before is not null)
            {
                command.WithTime(before);
            }

            gone = await command.ExecuteNonQueryAsync(cancellationToken);
        }
        while (gone == Bite);
    }
}
