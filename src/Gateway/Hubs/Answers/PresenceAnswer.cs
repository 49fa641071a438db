using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs.Answers;

/// <summary>The value of <c>WatchPresence</c>.</summary>
internal sealed record PresenceAnswer
{
    /// <summary>Those who share a thread with the caller; others are left out.</summary>
    public required ImmutableArray<PresenceView> Users { get; init; }
}
