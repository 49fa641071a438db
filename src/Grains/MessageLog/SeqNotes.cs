using System.Diagnostics.CodeAnalysis;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The highest seq of each of many, until somebody asks. A note that does not find room is lost. Not safe for concurrent
/// use.
/// </summary>
internal sealed class SeqNotes<TKey>
    where TKey : notnull
{
    private const int Limit = 200_000;

    private Dictionary<TKey, long> _seqs = [];

    /// <summary>Notes a seq; a lower one than is noted changes nothing.</summary>
    public void Raise(TKey key, long seq)
    {
        if (_seqs.TryGetValue(key, out var known) ? known < seq : _seqs.Count < Limit)
        {
            _seqs[key] = seq;
        }
    }

    /// <summary>Takes all of them out; false when there are none.</summary>
    public bool TryDrain([NotNullWhen(true)] out Dictionary<TKey, long>? seqs)
    {
        seqs = _seqs.Count > 0 ? _seqs : null;
        _seqs = seqs is null ? _seqs : [];
        return seqs is not null;
    }
}
