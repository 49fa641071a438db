using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>The caller, as shown to the caller.</summary>
[GenerateSerializer, Immutable, Alias("chat.Me")]
public sealed record Me
{
    /// <summary>The user.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>The handle, as written at registration.</summary>
    [Id(1)] public required string Handle { get; init; }

    /// <summary>The name to show.</summary>
    [Id(2)] public required string DisplayName { get; init; }

    /// <summary>The thread with a confirmed claim; the newest one where several are allowed.</summary>
    [Id(3)] public ThreadId? ActiveThreadId { get; init; }
}
