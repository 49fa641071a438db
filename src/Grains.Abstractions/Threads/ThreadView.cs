namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A thread as one of its members sees it (<c>Thread</c> on the wire). Read in one snapshot of the database.</summary>
[GenerateSerializer, Immutable, Alias("chat.ThreadView")]
public sealed record ThreadView
{
    /// <summary>Stands in <see cref="MutedUntil"/> for good: the last millisecond that a time on the wire can name.</summary>
    public static readonly DateTimeOffset ForEver = new(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);

    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The other member.</summary>
    [Id(1)] public required Peer Peer { get; init; }

    /// <summary>Whether the thread takes messages.</summary>
    [Id(2)] public required bool Active { get; init; }

    /// <summary>The seq of the last event; 0 when there is none.</summary>
    [Id(3)] public required long LastSeq { get; init; }

    /// <summary>The last message, if any.</summary>
    [Id(4)] public Message? LastMessage { get; init; }

    /// <summary>How many messages of the peer stand above <see cref="ReadSeq"/> that are not deleted; none while the peer is blocked. Absolute, never a difference.</summary>
    [Id(5)] public required long Unread { get; init; }

    /// <summary>One's own read watermark.</summary>
    [Id(6)] public required long ReadSeq { get; init; }

    /// <summary>The peer's read watermark.</summary>
    [Id(7)] public required long PeerReadSeq { get; init; }

    /// <summary>The peer's delivered watermark.</summary>
    [Id(8)] public required long PeerDeliveredSeq { get; init; }

    /// <summary>Whether the member has put the thread away; a new message brings it back.</summary>
    [Id(9)] public bool Archived { get; init; }

    /// <summary>Until when the member wants no notifications of it; absent when they do, <see cref="ForEver"/> for good.</summary>
    [Id(10)] public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Whether the member has blocked the peer.</summary>
    [Id(11)] public bool Blocked { get; init; }
}
