using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>
/// One durable change of a thread. A thread's events are numbered 1, 2, 3, … without gaps; both members see the same
/// events in the same order, and <see cref="At"/> never goes back within a thread.
/// </summary>
[GenerateSerializer, Immutable, Alias("chat.ThreadEvent")]
public sealed record ThreadEvent
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The place in the thread's log, from 1, below 2^53.</summary>
    [Id(1)] public required long Seq { get; init; }

    /// <summary>What happened.</summary>
    [Id(2)] public required EventType Type { get; init; }

    /// <summary>The member who did it; <see cref="UserId.System"/> where no person did.</summary>
    [Id(3)] public required UserId SenderId { get; init; }

    /// <summary>When the thread took it, UTC, whole milliseconds.</summary>
    [Id(4)] public required DateTimeOffset At { get; init; }

    /// <summary>The sender's id of the command; unique per thread and sender. Absent on opening and closing.</summary>
    [Id(5)] public string? ClientMessageId { get; init; }

    /// <summary>The text of a message, or its text after an edit. Absent once the message is deleted.</summary>
    [Id(6)] public string? Text { get; init; }

    /// <summary>The message that was edited, deleted or reacted to.</summary>
    [Id(7)] public long? TargetSeq { get; init; }

    /// <summary>Of a message: the earlier one that it answers.</summary>
    [Id(8)] public long? ReplyTo { get; init; }

    /// <summary>Of a reaction: what it is.</summary>
    [Id(9)] public string? Emoji { get; init; }

    /// <summary>Of a reaction: whether it joined; otherwise it was withdrawn.</summary>
    [Id(10)] public bool? Added { get; init; }
}
