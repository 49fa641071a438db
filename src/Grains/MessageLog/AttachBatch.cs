using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The attachments of one batch's messages, for <c>attach.sql</c>, which runs behind <c>append.sql</c> in the same commit.
/// Most batches have none, and then it does not run. Reused from batch to batch; not safe for concurrent use.
/// </summary>
internal sealed class AttachBatch
{
    private static readonly string Statement = SqlText.Of<AttachBatch>("attach");

    private readonly List<Guid> _threadIds = [];
    private readonly List<long> _seqs = [];
    private readonly List<short> _places = [];
    private readonly List<Guid> _attachmentIds = [];

    /// <summary>How many there are.</summary>
    public int Count => _seqs.Count;

    /// <summary>Takes the attachments out of the runs.</summary>
    public void Fill(ReadOnlySpan<AppendRun> runs)
    {
        _threadIds.Clear();
        _seqs.Clear();
        _places.Clear();
        _attachmentIds.Clear();
        foreach (var run in runs)
        {
            foreach (var e in run.Events)
            {
                if (e.Attachments is not { } attachments)
                {
                    continue;
                }

                for (var place = 0; place < attachments.Length; place++)
                {
                    _threadIds.Add(e.ThreadId.Value);
                    _seqs.Add(e.Seq);
                    _places.Add((short)place);
                    _attachmentIds.Add(attachments[place].AttachmentId.Value);
                }
            }
        }
    }

    /// <summary>The command that attaches what the batch holds when it runs.</summary>
    public NpgsqlBatchCommand ToCommand() => new(Statement)
    {
        Parameters =
        {
            BatchColumn.Of(_threadIds, NpgsqlDbType.Uuid),
            BatchColumn.Of(_seqs, NpgsqlDbType.Bigint),
            BatchColumn.Of(_places, NpgsqlDbType.Smallint),
            BatchColumn.Of(_attachmentIds, NpgsqlDbType.Uuid),
        },
    };
}
