using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>What freeing a user has come to.</summary>
[GenerateSerializer, Immutable, Alias("chat.FreedClaims")]
public sealed record FreedClaims
{
    /// <summary>The threads that held the user and no longer do.</summary>
    [Id(0)] public required ImmutableArray<ThreadId> Freed { get; init; }

    /// <summary>What holds the user now: openings that are under way this very moment.</summary>
    [Id(1)] public required ImmutableArray<AdminClaim> Claims { get; init; }
}
