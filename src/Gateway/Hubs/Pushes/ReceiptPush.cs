using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs.Pushes;

/// <summary>The payload of <c>Receipt</c>.</summary>
public sealed record ReceiptPush
{
    /// <summary>The thread.</summary>
    public required ThreadId ThreadId { get; init; }

    /// <summary>Whose watermarks they are.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The delivered watermark.</summary>
    public required long DeliveredSeq { get; init; }

    /// <summary>The read watermark.</summary>
    public required long ReadSeq { get; init; }

    /// <summary>To the user's own devices: the thread's unread count.</summary>
    public long? Unread { get; init; }

    /// <summary>To the user's own devices: the unread count of all threads.</summary>
    public long? TotalUnread { get; init; }
}
