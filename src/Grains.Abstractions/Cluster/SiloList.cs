using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Cluster;

/// <summary>Where gateways reach the members of the cluster, as one silo sees it.</summary>
[GenerateSerializer, Alias("chat.SiloList"), Immutable]
public sealed record SiloList
{
    /// <summary>The version of the membership that it was read from; a later membership has a higher one.</summary>
    [Id(0)]
    public required long Version { get; init; }

    /// <summary>The ports for gateways of all active silos that have one, as <c>address:port</c>.</summary>
    [Id(1)]
    public required ImmutableArray<string> Addresses { get; init; }
}
