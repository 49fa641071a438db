using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client;

/// <summary>A thread as the signed-in user sees it. Never changed in place: a changed thread is another object.</summary>
public sealed record ChatThread
{
    /// <summary>128 random bits, in hexadecimal.</summary>
    public required string ThreadId { get; init; }

    /// <summary>The other member.</summary>
    public required Peer Peer { get; init; }

    /// <summary>Whether it takes messages.</summary>
    public required bool Active { get; init; }

    /// <summary>The peer's messages above <see cref="ReadSeq"/> that are not deleted, as the server counts them.</summary>
    public required long Unread { get; init; }

    /// <summary>The signed-in user's read watermark.</summary>
    public required long ReadSeq { get; init; }

    /// <summary>The peer's read watermark.</summary>
    public required long PeerReadSeq { get; init; }

    /// <summary>The peer's delivered watermark.</summary>
    public required long PeerDeliveredSeq { get; init; }

    /// <summary>The last event known of.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The newest stored message of a person, deleted or not; null when there is none.</summary>
    public ChatMessage? LastMessage { get; init; }

    /// <summary>Whether it is put away.</summary>
    public bool Archived { get; init; }

    /// <summary>Until when it is muted; the year 9999 for good. May have passed.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Whether the signed-in user has blocked the peer.</summary>
    public bool Blocked { get; init; }

    /// <summary>
    /// What is held, ascending: a window of the stored messages without gaps, up to the newest one unless
    /// <see cref="HasAfter"/>; behind them those of this device that are not stored yet.
    /// </summary>
    public ImmutableList<ChatMessage> Messages { get; init; } = [];

    /// <summary>Whether there may be older messages than those held.</summary>
    public bool HasBefore { get; init; }

    /// <summary>Whether there are newer messages than those held: only after loading around a message in the middle.</summary>
    public bool HasAfter { get; init; }

    /// <summary>Whether the peer types now.</summary>
    public bool PeerTyping { get; init; }
}
