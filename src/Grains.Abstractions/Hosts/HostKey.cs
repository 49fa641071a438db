using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>A key of a host application's server, as its holder uses it.</summary>
[GenerateSerializer, Immutable, Alias("chat.HostKey")]
public sealed record HostKey
{
    /// <summary>The key's beginning; tells nothing of its secret.</summary>
    [Id(0)] public required string KeyId { get; init; }

    /// <summary>The host whose users it names by their own ids.</summary>
    [Id(1)] public required string Host { get; init; }

    /// <summary>What it lets its holder do; of <see cref="HostScope"/>.</summary>
    [Id(2)] public required ImmutableArray<string> Scopes { get; init; }
}
