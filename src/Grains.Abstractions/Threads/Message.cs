using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A message as history shows it.</summary>
[GenerateSerializer, Immutable, Alias("chat.Message")]
public sealed record Message
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The place in the thread's log.</summary>
    [Id(1)] public required long Seq { get; init; }

    /// <summary>Who sent it.</summary>
    [Id(2)] public required UserId SenderId { get; init; }

    /// <summary>When the thread took it, UTC, whole milliseconds.</summary>
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>The sender's id of the message.</summary>
    [Id(4)] public required string ClientMessageId { get; init; }

    /// <summary>The text.</summary>
    [Id(5)] public required string Text { get; init; }
}
