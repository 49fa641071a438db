using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>Something to push. Every push is a hint: the log is the truth, and a lost one is found by its seq.</summary>
[GenerateSerializer, Immutable, Alias("chat.GatewayItem")]
public abstract record GatewayItem;

/// <summary>A durable event, to all connections of the recipients.</summary>
[GenerateSerializer, Immutable, Alias("chat.EventItem")]
public sealed record EventItem : GatewayItem
{
    /// <summary>The event.</summary>
    [Id(0)] public required ThreadEvent Event { get; init; }

    /// <summary>The members who have connections at this gateway.</summary>
    [Id(1)] public required ImmutableArray<UserId> Recipients { get; init; }

    /// <summary>When it was posted, in ticks of UTC; 0 where nobody said. For measuring only.</summary>
    [Id(2)] public long PostedAt { get; init; }

    /// <summary>The span that the event came from, in W3C's form, where it is recorded; else null.</summary>
    [Id(3)] public string? TraceParent { get; init; }
}

/// <summary>The head of a thread's log, told again some time after the last event, so that a lost last push is noticed.</summary>
[GenerateSerializer, Immutable, Alias("chat.HeadItem")]
public sealed record HeadItem : GatewayItem
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>Its last seq.</summary>
    [Id(1)] public required long Seq { get; init; }

    /// <summary>The members who have connections at this gateway.</summary>
    [Id(2)] public required ImmutableArray<UserId> Recipients { get; init; }
}

/// <summary>A thread opened, closed or changed its settings.</summary>
[GenerateSerializer, Immutable, Alias("chat.ThreadChangedItem")]
public sealed record ThreadChangedItem : GatewayItem
{
    /// <summary>Whose view it is.</summary>
    [Id(0)] public required UserId Recipient { get; init; }

    /// <summary>The thread as the recipient sees it.</summary>
    [Id(1)] public required ThreadView Thread { get; init; }
}

/// <summary>A member's watermarks rose.</summary>
[GenerateSerializer, Immutable, Alias("chat.ReceiptItem")]
public sealed record ReceiptItem : GatewayItem
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>Whose watermarks they are.</summary>
    [Id(1)] public required UserId UserId { get; init; }

    /// <summary>The delivered watermark.</summary>
    [Id(2)] public required long DeliveredSeq { get; init; }

    /// <summary>The read watermark.</summary>
    [Id(3)] public required long ReadSeq { get; init; }

    /// <summary>For the user's own devices: the thread's unread count.</summary>
    [Id(4)] public required long Unread { get; init; }

    /// <summary>For the user's own devices: the unread count of all threads.</summary>
    [Id(5)] public required long TotalUnread { get; init; }

    /// <summary>The members who have connections at this gateway.</summary>
    [Id(6)] public required ImmutableArray<UserId> Recipients { get; init; }
}

/// <summary>The peer types, or no longer does.</summary>
[GenerateSerializer, Immutable, Alias("chat.TypingItem")]
public sealed record TypingItem : GatewayItem
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>Who types.</summary>
    [Id(1)] public required UserId UserId { get; init; }

    /// <summary>Whether.</summary>
    [Id(2)] public required bool Typing { get; init; }

    /// <summary>The other member.</summary>
    [Id(3)] public required UserId Recipient { get; init; }
}

/// <summary>Somebody whom connections of this gateway watch came or went.</summary>
[GenerateSerializer, Immutable, Alias("chat.PresenceItem")]
public sealed record PresenceItem : GatewayItem
{
    /// <summary>The presence now; of <see cref="PerViewer"/> only the user.</summary>
    [Id(0)] public required PresenceView Presence { get; init; }

    /// <summary>Not all who watch may see the same: what each of them sees is asked for, and told.</summary>
    [Id(1)] public bool PerViewer { get; init; }

    /// <summary>The only one whom it concerns; absent where it concerns all who watch.</summary>
    [Id(2)] public UserId? Viewer { get; init; }
}

/// <summary>Pushes to this gateway were dropped: every client has to resynchronize.</summary>
[GenerateSerializer, Immutable, Alias("chat.LostItem")]
public sealed record LostItem : GatewayItem;
