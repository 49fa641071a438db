using System.Numerics;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// A thread's last messages and changes of messages, to answer quick retries; older ones are found in the log. Small and without a table: there
/// is one in every active thread, and looking is a walk through a few numbers.
/// </summary>
internal sealed class RecentMessages
{
    /// <summary>Messages remembered; what is under way stays, whatever the limit.</summary>
    public const int Limit = 32;

    private int[] _hashes = [];
    private ThreadEvent[] _messages = [];
    private int _count;

    /// <summary>Finds what a member has stored, or is storing, under an id.</summary>
    public ThreadEvent? Find(UserId sender, string clientMessageId)
    {
        var hash = clientMessageId.GetHashCode(StringComparison.Ordinal);
        var end = _count;
        while ((end = _hashes.AsSpan(0, end).LastIndexOf(hash)) >= 0)
        {
            var message = _messages[end];
            if (message.SenderId == sender && string.Equals(message.ClientMessageId, clientMessageId, StringComparison.Ordinal))
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Finds what has this seq.</summary>
    public ThreadEvent? Find(long seq)
    {
        foreach (var message in _messages.AsSpan(0, _count))
        {
            if (message.Seq == seq)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Whether one of them comes with this attachment.</summary>
    public bool HasAttachment(AttachmentId attachment)
    {
        foreach (var message in _messages.AsSpan(0, _count))
        {
            if (message.Attachments is { } attachments && attachments.Any(one => one.AttachmentId == attachment))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a message; forgets the oldest ones beyond the limit that are committed.</summary>
    public void Add(ThreadEvent message, long committedSeq)
    {
        if (_count == _messages.Length)
        {
            MakeRoom(committedSeq);
        }

        _hashes[_count] = message.ClientMessageId!.GetHashCode(StringComparison.Ordinal);
        _messages[_count++] = message;
    }

    /// <summary>Forgets some.</summary>
    public void Forget(Predicate<ThreadEvent> isToGo)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (!isToGo(_messages[i]))
            {
                (_hashes[kept], _messages[kept]) = (_hashes[i], _messages[i]);
                kept++;
            }
        }

        _messages.AsSpan(kept, _count - kept).Clear();
        _count = kept;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => (_hashes, _messages, _count) = ([], [], 0);

    private void MakeRoom(long committedSeq)
    {
        var forgotten = 0;
        while (_count - forgotten >= Limit && _messages[forgotten].Seq <= committedSeq)
        {
            forgotten++;
        }

        // Half of it is free afterwards, so that moving up is rare.
        var kept = _count - forgotten;
        var size = Math.Max(4, (int)BitOperations.RoundUpToPowerOf2((uint)kept * 2));
        var (hashes, messages) = size == _messages.Length ? (_hashes, _messages) : (new int[size], new ThreadEvent[size]);
        _hashes.AsSpan(forgotten, kept).CopyTo(hashes);
        _messages.AsSpan(forgotten, kept).CopyTo(messages);
        messages.AsSpan(kept).Clear();
        (_hashes, _messages, _count) = (hashes, messages, kept);
    }
}
