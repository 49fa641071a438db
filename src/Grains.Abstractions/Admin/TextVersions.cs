using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>The texts that a message has had, the first one first.</summary>
[GenerateSerializer, Immutable, Alias("chat.TextVersions")]
public sealed record TextVersions
{
    /// <summary>The texts.</summary>
    [Id(0)] public required ImmutableArray<TextVersion> Versions { get; init; }
}
