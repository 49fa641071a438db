using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Attachments;
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

    /// <summary>
    /// The text of a message, or its text after an edit; empty where a message is nothing but attachments. Absent once the
    /// message is deleted.
    /// </summary>
    [Id(6)] public string? Text { get; init; }

    /// <summary>The message that was edited, deleted or reacted to.</summary>
    public long? TargetSeq
    {
        get => Detail?.TargetSeq;
        init => Detail = value is null && Detail is null ? null : (Detail ?? EventDetail.None) with { TargetSeq = value };
    }

    /// <summary>Of a message: the earlier one that it answers.</summary>
    public long? ReplyTo
    {
        get => Detail?.ReplyTo;
        init => Detail = value is null && Detail is null ? null : (Detail ?? EventDetail.None) with { ReplyTo = value };
    }

    /// <summary>Of a reaction: what it is.</summary>
    public string? Emoji
    {
        get => Detail?.Emoji;
        init => Detail = value is null && Detail is null ? null : (Detail ?? EventDetail.None) with { Emoji = value };
    }

    /// <summary>Of a reaction: whether it joined; otherwise it was withdrawn.</summary>
    public bool? Added
    {
        get => Detail?.Added;
        init => Detail = value is null && Detail is null ? null : (Detail ?? EventDetail.None) with { Added = value };
    }

    /// <summary>Of a message: the files that come with it. Absent once the message is deleted.</summary>
    public ImmutableArray<MessageAttachment>? Attachments
    {
        get => Detail?.Attachments;
        init => Detail = value is null && Detail is null ? null : (Detail ?? EventDetail.None) with { Attachments = value };
    }

    /// <summary>What the five above say; absent where they say nothing.</summary>
    [Id(7)] internal EventDetail? Detail { get; init; }
}
