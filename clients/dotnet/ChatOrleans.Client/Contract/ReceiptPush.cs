namespace ChatOrleans.Client.Contract;

/// <summary>A member's watermarks rose, or what they count changed.</summary>
public sealed record ReceiptPush
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Whose they are.</summary>
    public required string UserId { get; init; }

    /// <summary>What has come to a device of theirs.</summary>
    public required long DeliveredSeq { get; init; }

    /// <summary>What they have read.</summary>
    public required long ReadSeq { get; init; }

    /// <summary>Of the caller's own: unread messages of this thread.</summary>
    public long? Unread { get; init; }

    /// <summary>Of the caller's own: unread messages of all threads.</summary>
    public long? TotalUnread { get; init; }
}
