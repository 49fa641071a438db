using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs.Pushes;

/// <summary>The payload of <c>Typing</c>.</summary>
public sealed record TypingPush
{
    /// <summary>The thread.</summary>
    public required ThreadId ThreadId { get; init; }

    /// <summary>Who types, or no longer does.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Whether.</summary>
    public required bool Typing { get; init; }
}
