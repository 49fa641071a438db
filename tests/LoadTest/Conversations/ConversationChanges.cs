using System.Text;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// What becomes of a conversation's messages after they were sent. The id of a change begins unlike that of any message,
/// and the text of an edit is the one that belongs to the edit's own id. Safe for concurrent use.
/// </summary>
internal sealed class ConversationChanges(string idPrefix, int size)
{
    private readonly string _prefix = "c-" + idPrefix;
    private readonly byte[] _prefixBytes = Encoding.UTF8.GetBytes("c-" + idPrefix);
    private readonly HashSet<long> _deleted = [];
    private int _last;

    /// <summary>An id for the next change.</summary>
    public string NextId() => _prefix + Interlocked.Increment(ref _last);

    /// <summary>The text of an edit.</summary>
    public string TextOf(string clientMessageId)
    {
        var text = new byte[size];
        MessageText.Write(text, Encoding.UTF8.GetBytes(clientMessageId));
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Whether this is the id of a change.</summary>
    public bool IsOne(ReadOnlySpan<byte> clientMessageId) => clientMessageId.StartsWith(_prefixBytes);

    /// <summary>The message at this place is about to be deleted: from here on its text may be gone.</summary>
    public void Delete(long seq)
    {
        lock (_deleted)
        {
            _deleted.Add(seq);
        }
    }

    /// <summary>Whether the message at this place was deleted, or was about to be.</summary>
    public bool IsDeleted(long seq)
    {
        lock (_deleted)
        {
            return _deleted.Contains(seq);
        }
    }
}
