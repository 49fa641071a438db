using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>Sessions that a call has ended; a repeated call may leave those out that the first one ended.</summary>
[GenerateSerializer, Immutable, Alias("chat.SessionIds")]
public sealed record SessionIds
{
    /// <summary>The sessions, in no order.</summary>
    [Id(0)] public required ImmutableArray<Guid> Ids { get; init; }
}
