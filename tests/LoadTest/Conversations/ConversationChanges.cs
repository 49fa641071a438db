using System.Text;
using ChatOrleans.LoadTest.Auditing;

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
    private readonly List<MessageAccount> _sent = [];
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

    /// <summary>The messages with files, as the audit wants them; they are sent beside the others, in whatever order.</summary>
    public IReadOnlyList<MessageAccount> Sent
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>A message with a file is about to be sent, under the id of a change: from here on it may be stored.</summary>
    public int Send(int side, string clientMessageId)
    {
        lock (_sent)
        {
            _sent.Add(new MessageAccount((byte)side, clientMessageId, AckSeq: 0, MessageFate.Unknown, SentAgain: true));
            return _sent.Count - 1;
        }
    }

    /// <summary>It was acknowledged.</summary>
    public void Acknowledge(int number, long seq)
    {
        lock (_sent)
        {
            _sent[number] = _sent[number] with { AckSeq = seq, Fate = MessageFate.Acknowledged };
        }
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
