using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A thread, without its messages, and where it is.</summary>
[GenerateSerializer, Immutable, Alias("chat.AdminThread")]
public sealed record AdminThread
{
    /// <summary>The thread.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The two members, in the order of their ids.</summary>
    [Id(1)] public required ImmutableArray<Profile> Members { get; init; }

    /// <summary>Whether it takes messages.</summary>
    [Id(2)] public required bool Active { get; init; }

    /// <summary>The seq of the last event; 0 when there is none.</summary>
    [Id(3)] public required long LastSeq { get; init; }

    /// <summary>The shard that its log is on.</summary>
    [Id(4)] public required string Shard { get; init; }

    /// <summary>The silo that it is awake in; absent while it sleeps.</summary>
    [Id(5)] public string? Silo { get; init; }
}
