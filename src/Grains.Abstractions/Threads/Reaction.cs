using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>One kind of reaction to a message, and whose it is.</summary>
[GenerateSerializer, Immutable, Alias("chat.Reaction")]
public sealed record Reaction
{
    /// <summary>What it is.</summary>
    [Id(0)] public required string Emoji { get; init; }

    /// <summary>Who reacted so, in the order in which they did.</summary>
    [Id(1)] public required ImmutableArray<UserId> UserIds { get; init; }
}
