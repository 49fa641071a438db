namespace ChatOrleans.Client.Contract;

/// <summary>A thread, as one member sees it at one moment.</summary>
public sealed record ThreadView
{
    /// <summary>128 random bits, in hexadecimal.</summary>
    public required string ThreadId { get; init; }

    /// <summary>The other member.</summary>
    public required Peer Peer { get; init; }

    /// <summary>Whether it takes messages.</summary>
    public required bool Active { get; init; }

    /// <summary>The last event's <c>seq</c>; 0 for none.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The last message of a person, if there is one.</summary>
    public Message? LastMessage { get; init; }

    /// <summary>The peer's messages above <see cref="ReadSeq"/> that are not deleted.</summary>
    public required long Unread { get; init; }

    /// <summary>The caller's read watermark.</summary>
    public required long ReadSeq { get; init; }

    /// <summary>The peer's read watermark.</summary>
    public required long PeerReadSeq { get; init; }

    /// <summary>The peer's delivered watermark.</summary>
    public required long PeerDeliveredSeq { get; init; }

    /// <summary>Whether the caller has put it away and no message has come since.</summary>
    public bool Archived { get; init; }

    /// <summary>Until when the caller has muted it; the year 9999 for good.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Whether the caller has blocked the peer.</summary>
    public bool Blocked { get; init; }
}
