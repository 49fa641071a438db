using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A message as history shows it: as it is now.</summary>
[GenerateSerializer, Immutable, Alias("chat.Message")]
public sealed record Message
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The place in the thread's log.</summary>
    [Id(1)] public required long Seq { get; init; }

    /// <summary>Who sent it; <see cref="UserId.System"/> for a message from the host application.</summary>
    [Id(2)] public required UserId SenderId { get; init; }

    /// <summary>When the thread took it, UTC, whole milliseconds.</summary>
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>The sender's id of the message.</summary>
    [Id(4)] public required string ClientMessageId { get; init; }

    /// <summary>The text, as the last edit left it; empty where it is nothing but attachments, absent once deleted.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>When it was last edited.</summary>
    [Id(6)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When it was deleted. What stays is the place.</summary>
    [Id(7)] public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The earlier message that it answers.</summary>
    [Id(8)] public long? ReplyTo { get; init; }

    /// <summary>The reactions, grouped, in the order in which the first of each came; absent when there are none.</summary>
    [Id(9)] public ImmutableArray<Reaction>? Reactions { get; init; }

    /// <summary><see cref="EventType.System"/> for a message from the host application; absent for a person's.</summary>
    [Id(10)] public EventType? Type { get; init; }

    /// <summary>The files that came with it; absent when there are none, and once deleted.</summary>
    [Id(11)] public ImmutableArray<MessageAttachment>? Attachments { get; init; }
}
