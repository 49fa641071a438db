using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Drivers;

// What a driver shows of a device: all that a person could see.

/// <summary>A device.</summary>
/// <param name="State">Its connection's state.</param>
/// <param name="Threads">The threads it knows.</param>
/// <param name="Told">By thread, the seqs of the messages that its application was told of, in that order.</param>
/// <param name="Errors">Codes of what its application was told that went wrong.</param>
/// <param name="SignedOut">Why its session ended, if it did.</param>
internal sealed record DeviceSnapshot(
    string State,
    IReadOnlyList<ThreadSnapshot> Threads,
    IReadOnlyDictionary<string, IReadOnlyList<long>> Told,
    IReadOnlyList<string> Errors,
    string? SignedOut = null);

/// <summary>A thread.</summary>
internal sealed record ThreadSnapshot(
    string ThreadId,
    bool Active,
    long Unread,
    long ReadSeq,
    long PeerReadSeq,
    long PeerDeliveredSeq,
    long LastSeq,
    bool Archived,
    bool Blocked,
    bool HasBefore,
    bool HasAfter,
    IReadOnlyList<MessageSnapshot> Messages,
    long? LastMessageSeq = null);

/// <summary>A message; without a seq it is not stored yet.</summary>
internal sealed record MessageSnapshot(
    string SenderId,
    string ClientMessageId,
    string State,
    bool Changing,
    DateTimeOffset At,
    IReadOnlyList<ReactionShape> Reactions,
    IReadOnlyList<string> Attachments,
    long? Seq = null,
    string? Text = null,
    DateTimeOffset? EditedAt = null,
    DateTimeOffset? DeletedAt = null,
    long? ReplyTo = null,
    string? Error = null);
