using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Driver;

/// <summary>All that a person could see of a device.</summary>
/// <param name="State">Its connection's state.</param>
/// <param name="SignedOut">Why its session ended, if it did.</param>
/// <param name="Errors">Codes of what the application was told that went wrong.</param>
/// <param name="Told">By thread: the seqs of the messages that the application was told of, in that order.</param>
/// <param name="Threads">The threads it knows.</param>
internal sealed record Snapshot(
    ConnectionState State,
    SignedOutReason? SignedOut,
    IReadOnlyList<string> Errors,
    IReadOnlyDictionary<string, IReadOnlyList<long>> Told,
    IReadOnlyList<ThreadSnapshot> Threads);

/// <summary>A thread.</summary>
internal sealed record ThreadSnapshot(
    string ThreadId,
    bool Active,
    long Unread,
    long ReadSeq,
    long PeerReadSeq,
    long PeerDeliveredSeq,
    long LastSeq,
    long? LastMessageSeq,
    bool Archived,
    bool Blocked,
    bool HasBefore,
    bool HasAfter,
    IReadOnlyList<MessageSnapshot> Messages)
{
    public static ThreadSnapshot Of(ChatThread thread) => new(
        thread.ThreadId,
        thread.Active,
        thread.Unread,
        thread.ReadSeq,
        thread.PeerReadSeq,
        thread.PeerDeliveredSeq,
        thread.LastSeq,
        thread.LastMessage?.Seq,
        thread.Archived,
        thread.Blocked,
        thread.HasBefore,
        thread.HasAfter,
        [.. thread.Messages.Select(MessageSnapshot.Of)]);
}

/// <summary>A message; without a seq it is not stored yet.</summary>
internal sealed record MessageSnapshot(
    long? Seq,
    string SenderId,
    string ClientMessageId,
    DateTimeOffset At,
    string? Text,
    DateTimeOffset? EditedAt,
    DateTimeOffset? DeletedAt,
    long? ReplyTo,
    IReadOnlyList<Reaction> Reactions,
    IReadOnlyList<string> Attachments,
    MessageState State,
    bool Changing,
    string? Error)
{
    public static MessageSnapshot Of(ChatMessage message) => new(
        message.Seq,
        message.SenderId,
        message.ClientMessageId,
        message.At,
        message.Text,
        message.EditedAt,
        message.DeletedAt,
        message.ReplyTo,
        message.Reactions,
        [.. message.Attachments.Select(attachment => attachment.AttachmentId)],
        message.State,
        message.Changing,
        message.Error?.Code);
}
