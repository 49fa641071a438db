using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The events of one batch that change messages, for <c>change.sql</c>, which runs behind <c>append.sql</c> in the same
/// commit. Most batches have none, and then it does not run. Reused from batch to batch; not safe for concurrent use.
/// </summary>
internal sealed class ChangeBatch
{
    private static readonly string Statement = SqlText.Of<ChangeBatch>("change");

    private readonly List<Guid> _threadIds = [];
    private readonly List<long> _seqs = [];

    /// <summary>How many there are.</summary>
    public int Count => _seqs.Count;

    /// <summary>Takes what changes messages out of the runs.</summary>
    public void Fill(ReadOnlySpan<AppendRun> runs)
    {
        _threadIds.Clear();
        _seqs.Clear();
        foreach (var run in runs)
        {
            foreach (var e in run.Events)
            {
                if (e.Type is EventType.Edited or EventType.Deleted or EventType.Reacted)
                {
                    _threadIds.Add(e.ThreadId.Value);
                    _seqs.Add(e.Seq);
                }
            }
        }
    }

    /// <summary>The command that applies what the batch holds when it runs.</summary>
    public NpgsqlBatchCommand ToCommand() => new(Statement)
    {
        Parameters =
        {
            BatchColumn.Of(_threadIds, NpgsqlDbType.Uuid),
            BatchColumn.Of(_seqs, NpgsqlDbType.Bigint),
        },
    };
}
