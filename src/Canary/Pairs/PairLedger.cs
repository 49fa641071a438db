using ChatOrleans.Canary.Measuring;

namespace ChatOrleans.Canary.Pairs;

/// <summary>
/// What two members were promised and what they saw of one thread, from where it was opened. Pure, and guarded by whoever
/// uses it.
/// </summary>
internal sealed class PairLedger(long openedAt, Action<Finding> report)
{
    /// <summary>Events remembered, far more than are under way at a time.</summary>
    private const int Kept = 10_000;

    private readonly Dictionary<long, ChatEvent> _log = [];
    private readonly Queue<ChatEvent> _order = new();
    private readonly Dictionary<string, long> _seqs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lastAcks = new(StringComparer.Ordinal);
    private readonly SortedSet<long>[] _seen = [[], []];
    private readonly long[] _contiguous = [openedAt, openedAt];
    private readonly (long Life, long Seq)[] _lastPushed = [(-1, 0), (-1, 0)];

    /// <summary>Up to where a member has everything.</summary>
    public long CursorOf(int member) => _contiguous[member];

    /// <summary>Whether a member has seen an event.</summary>
    public bool HasSeen(int member, long seq) => seq <= _contiguous[member] || _seen[member].Contains(seq);

    /// <summary>A message was acknowledged to its sender.</summary>
    public void Acknowledged(string sender, string clientMessageId, long seq)
    {
        if (_seqs.TryGetValue(clientMessageId, out var known) && known != seq)
        {
            report(new Finding(ViolationKind.Changed, seq, clientMessageId));
        }

        if (_log.TryGetValue(seq, out var logged) && logged.ClientMessageId != clientMessageId)
        {
            report(new Finding(ViolationKind.Changed, seq, clientMessageId));
        }

        // Each was sent after the one before it was acknowledged.
        if (_lastAcks.TryGetValue(sender, out var before) && seq <= before)
        {
            report(new Finding(ViolationKind.Reordered, seq, clientMessageId));
        }

        _lastAcks[sender] = seq;
    }

    /// <summary>An event was pushed over a connection, which is known by its number.</summary>
    public void Pushed(int member, long life, in ChatEvent pushed)
    {
        var (lastLife, lastSeq) = _lastPushed[member];
        if (life == lastLife && pushed.Seq <= lastSeq)
        {
            // One that came before came twice; one that did not was overtaken.
            report(new Finding(
                HasSeen(member, pushed.Seq) ? ViolationKind.Doubled : ViolationKind.Reordered, pushed.Seq, pushed.ClientMessageId));
        }

        _lastPushed[member] = (life, Math.Max(pushed.Seq, life == lastLife ? lastSeq : 0));
        Saw(member, pushed);
    }

    /// <summary>An event was read from the log.</summary>
    public void Saw(int member, in ChatEvent seen)
    {
        if (seen.Seq <= openedAt)
        {
            return;
        }

        if (_log.TryAdd(seen.Seq, seen))
        {
            Remember(seen);
        }
        else if (_log[seen.Seq] != seen)
        {
            report(new Finding(ViolationKind.Changed, seen.Seq, seen.ClientMessageId));
        }

        if (seen.ClientMessageId is { } id && !_seqs.TryAdd(id, seen.Seq) && _seqs[id] != seen.Seq)
        {
            report(new Finding(ViolationKind.Doubled, seen.Seq, id));
        }

        if (seen.Seq > _contiguous[member])
        {
            _seen[member].Add(seen.Seq);
            while (_seen[member].Remove(_contiguous[member] + 1))
            {
                _contiguous[member]++;
            }
        }
    }

    private void Remember(in ChatEvent seen)
    {
        _order.Enqueue(seen);
        if (_order.Count > Kept && _order.TryDequeue(out var oldest))
        {
            _log.Remove(oldest.Seq);
            _seqs.Remove(oldest.ClientMessageId ?? string.Empty);
        }
    }
}
