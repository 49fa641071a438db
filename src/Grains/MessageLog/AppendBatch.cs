using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The rows of one batch as the columns of <c>append.sql</c>: runs of one thread joined to one, threads in key order.
/// Reused from batch to batch; not safe for concurrent use.
/// </summary>
internal sealed class AppendBatch
{
    private static readonly string Statement = SqlText.Of<AppendBatch>("append");

    private readonly List<Guid> _threadIds = [];
    private readonly List<long> _seqs = [];
    private readonly List<long> _firstSeqs = [];
    private readonly List<short> _types = [];
    private readonly List<Guid> _senderIds = [];
    private readonly List<DateTime> _ats = [];
    private readonly List<string?> _clientMessageIds = [];
    private readonly List<string?> _texts = [];
    // 0 for none: a list of what may be missing costs each batch more.
    private readonly List<long> _targets = [];
    private readonly List<Guid?> _phases = [];

    /// <summary>Takes the runs, which must be sorted by thread and, within one, in the order of their lanes.</summary>
    public void Fill(ReadOnlySpan<AppendRun> runs)
    {
        Clear();
        var threadId = default(ThreadId);
        var firstSeq = 0L;
        foreach (var run in runs)
        {
            if (_seqs.Count == 0 || run.ThreadId != threadId)
            {
                threadId = run.ThreadId;
                firstSeq = run.FirstSeq;
            }

            foreach (var e in run.Events)
            {
                _threadIds.Add(threadId.Value);
                _seqs.Add(e.Seq);
                _firstSeqs.Add(firstSeq);
                _types.Add(EventRow.TypeOf(e));
                _senderIds.Add(e.SenderId.Value);
                _ats.Add(e.At.UtcDateTime);
                _clientMessageIds.Add(e.ClientMessageId);
                _texts.Add(EventRow.TextOf(e));
                _targets.Add(EventRow.TargetOf(e) ?? 0);
                _phases.Add(e.Type == EventType.Opened ? run.Phase : null);
            }
        }
    }

    /// <summary>The command that stores what the batch holds when it runs.</summary>
    public NpgsqlBatchCommand ToCommand() => new(Statement)
    {
        Parameters =
        {
            BatchColumn.Of(_threadIds, NpgsqlDbType.Uuid),
            BatchColumn.Of(_seqs, NpgsqlDbType.Bigint),
            BatchColumn.Of(_firstSeqs, NpgsqlDbType.Bigint),
            BatchColumn.Of(_types, NpgsqlDbType.Smallint),
            BatchColumn.Of(_senderIds, NpgsqlDbType.Uuid),
            BatchColumn.Of(_ats, NpgsqlDbType.TimestampTz),
            BatchColumn.Of(_clientMessageIds, NpgsqlDbType.Text),
            BatchColumn.Of(_texts, NpgsqlDbType.Text),
            BatchColumn.Of(_targets, NpgsqlDbType.Bigint),
            BatchColumn.Of(_phases, NpgsqlDbType.Uuid),
        },
    };

    /// <summary>
    /// Compares what the statement says it stored with what the batch holds: the threads of which something was not stored;
    /// null when all was.
    /// </summary>
    public HashSet<ThreadId>? CompareWith(NpgsqlDataReader answer)
    {
        // All of the batch's rows are different, and no others can be stored, so their number says enough.
        if (answer.GetInt32(0) == _seqs.Count)
        {
            return null;
        }

        var left = new HashSet<ThreadId>();
        var stored = answer.GetFieldValue<Guid[]>(1).Zip(answer.GetFieldValue<long[]>(2)).ToHashSet();
        for (var i = 0; i < _seqs.Count; i++)
        {
            if (!stored.Contains((_threadIds[i], _seqs[i])))
            {
                left.Add(new ThreadId(_threadIds[i]));
            }
        }

        return left;
    }

    private void Clear()
    {
        _threadIds.Clear();
        _seqs.Clear();
        _firstSeqs.Clear();
        _types.Clear();
        _senderIds.Clear();
        _ats.Clear();
        _clientMessageIds.Clear();
        _texts.Clear();
        _targets.Clear();
        _phases.Clear();
    }
}
