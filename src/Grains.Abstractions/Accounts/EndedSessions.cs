using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>Sessions that ended after a time.</summary>
[GenerateSerializer, Immutable, Alias("chat.EndedSessions")]
public sealed record EndedSessions
{
    /// <summary>The sessions, in no order.</summary>
    [Id(0)] public required ImmutableArray<Guid> SessionIds { get; init; }

    /// <summary>What to ask from next time. It lies behind the database's clock far enough for late commits.</summary>
    [Id(1)] public required DateTimeOffset Next { get; init; }
}
