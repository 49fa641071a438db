using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>The keys that protect tokens.</summary>
[GenerateSerializer, Immutable, Alias("chat.ProtectionKeys")]
public sealed record ProtectionKeys
{
    /// <summary>All of them, also old ones, whose tokens may still live.</summary>
    [Id(0)] public required ImmutableArray<ProtectionKey> Keys { get; init; }
}
