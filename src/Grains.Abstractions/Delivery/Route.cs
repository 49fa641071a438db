using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>The gateways that hold connections of one user. A higher version is newer, also across activations.</summary>
[GenerateSerializer, Immutable, Alias("chat.Route")]
public sealed record Route
{
    /// <summary>No gateway, older than any other.</summary>
    public static readonly Route None = new() { Version = 0, Gateways = [] };

    /// <summary>Grows with each change.</summary>
    [Id(0)] public required long Version { get; init; }

    /// <summary>Ids of gateway processes, new with each start of one.</summary>
    [Id(1)] public required ImmutableArray<Guid> Gateways { get; init; }
}
