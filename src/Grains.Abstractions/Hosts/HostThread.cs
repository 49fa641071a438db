using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>A thread as a host application sees it: from neither member's side.</summary>
[GenerateSerializer, Immutable, Alias("chat.HostThread")]
public sealed record HostThread
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The two members, in the order of their ids.</summary>
    [Id(1)] public required ImmutableArray<Profile> Members { get; init; }

    /// <summary>Whether it takes messages.</summary>
    [Id(2)] public required bool Active { get; init; }

    /// <summary>The seq of the last event; 0 when there is none.</summary>
    [Id(3)] public required long LastSeq { get; init; }
}
