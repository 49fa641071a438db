using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The threads that one batch opens, for <c>lock_members.sql</c>, which runs before <c>append.sql</c> in the same commit:
/// the snapshot that looks for blocks is taken under the lock. Most batches open none, and then it does not run. Reused
/// from batch to batch; not safe for concurrent use.
/// </summary>
internal sealed class OpeningBatch
{
    /// <summary>Locks the members of threads, and says what keeps them from a phase.</summary>
    public static readonly string LockStatement = SqlText.Of<OpeningBatch>("lock_members");

    private readonly List<Guid> _threadIds = [];

    /// <summary>How many there are.</summary>
    public int Count => _threadIds.Count;

    /// <summary>Takes the threads that open out of the runs. Only an opening comes with a phase.</summary>
    public void Fill(ReadOnlySpan<AppendRun> runs)
    {
        _threadIds.Clear();
        foreach (var run in runs)
        {
            if (run.Phase is not null)
            {
                _threadIds.Add(run.ThreadId.Value);
            }
        }
    }

    /// <summary>The command that locks what the batch holds when it runs.</summary>
    public NpgsqlBatchCommand ToCommand() => new(LockStatement)
    {
        Parameters =
        {
            BatchColumn.Of(_threadIds, NpgsqlDbType.Uuid),
        },
    };
}
