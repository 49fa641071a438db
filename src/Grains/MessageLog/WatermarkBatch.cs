using System.Runtime.InteropServices;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// Watermarks as the columns of <c>mark.sql</c>, coalesced to one row a member. Reused from batch to batch; not safe
/// for concurrent use.
/// </summary>
internal sealed class WatermarkBatch
{
    private static readonly string Statement = SqlText.Of<WatermarkBatch>("mark");

    private readonly Dictionary<(Guid ThreadId, Guid UserId), int> _rows = [];
    private readonly List<Guid> _threadIds = [];
    private readonly List<Guid> _userIds = [];
    private readonly List<long> _deliveredSeqs = [];
    private readonly List<long> _readSeqs = [];

    /// <summary>The rows that it raises.</summary>
    public int Count => _threadIds.Count;

    /// <summary>Takes the writes; the highest of a member counts.</summary>
    public void Fill(List<WatermarkWrite> writes)
    {
        Clear();
        foreach (var write in writes)
        {
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _rows, (write.ThreadId.Value, write.UserId.Value), out var known);
            if (!known)
            {
                row = _threadIds.Count;
                _threadIds.Add(write.ThreadId.Value);
                _userIds.Add(write.UserId.Value);
                _deliveredSeqs.Add(0);
                _readSeqs.Add(0);
            }

            _deliveredSeqs[row] = Math.Max(_deliveredSeqs[row], write.DeliveredSeq);
            _readSeqs[row] = Math.Max(_readSeqs[row], write.ReadSeq);
        }
    }

    /// <summary>The command that stores what the batch holds when it runs.</summary>
    public NpgsqlBatchCommand ToCommand() => new(Statement)
    {
        Parameters =
        {
            BatchColumn.Of(_threadIds, NpgsqlDbType.Uuid),
            BatchColumn.Of(_userIds, NpgsqlDbType.Uuid),
            BatchColumn.Of(_deliveredSeqs, NpgsqlDbType.Bigint),
            BatchColumn.Of(_readSeqs, NpgsqlDbType.Bigint),
        },
    };

    private void Clear()
    {
        _rows.Clear();
        _threadIds.Clear();
        _userIds.Clear();
        _deliveredSeqs.Clear();
        _readSeqs.Clear();
    }
}
