using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>What became of a message, or of another event of a thread, without its text.</summary>
[GenerateSerializer, Immutable, Alias("chat.MessagePath")]
public sealed record MessagePath
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The place in the thread's log: what has one is stored, and was acknowledged or will be to a retry.</summary>
    [Id(1)] public required long Seq { get; init; }

    /// <summary>What it is.</summary>
    [Id(2)] public required EventType Type { get; init; }

    /// <summary>Who sent it.</summary>
    [Id(3)] public required UserId SenderId { get; init; }

    /// <summary>The sender's id of it; <c>opened</c> and <c>closed</c> have none.</summary>
    [Id(4)] public string? ClientMessageId { get; init; }

    /// <summary>When the thread took it.</summary>
    [Id(5)] public required DateTimeOffset At { get; init; }

    /// <summary>The shard that it is stored on.</summary>
    [Id(6)] public required string Shard { get; init; }

    /// <summary>The silo that the thread is awake in now; absent while it sleeps.</summary>
    [Id(7)] public string? Silo { get; init; }

    /// <summary>How often it was edited.</summary>
    [Id(8)] public required int Edits { get; init; }

    /// <summary>When it was edited last.</summary>
    [Id(9)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When it was deleted.</summary>
    [Id(10)] public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Whether the index of words has got as far.</summary>
    [Id(11)] public required bool Indexed { get; init; }

    /// <summary>Those whom it was for.</summary>
    [Id(12)] public required ImmutableArray<MessageRecipient> Recipients { get; init; }

    /// <summary>The webhooks' endpoints that were known when it came.</summary>
    [Id(13)] public required ImmutableArray<WebhookState> Webhooks { get; init; }
}
