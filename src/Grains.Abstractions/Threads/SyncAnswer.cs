using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A catch-up: one snapshot that states what it is.</summary>
[GenerateSerializer, Immutable, Alias("chat.SyncAnswer")]
public sealed record SyncAnswer
{
    /// <summary>Threads a page.</summary>
    public const int ThreadsPerPage = 200;

    /// <summary>Events of one thread in an answer, at most.</summary>
    public const int EventsPerThread = 500;

    /// <summary>Events in an answer, at most.</summary>
    public const int EventsPerAnswer = 2_000;

    /// <summary>Names one history of the database.</summary>
    [Id(0)] public required string Epoch { get; init; }

    /// <summary>The caller.</summary>
    [Id(1)] public required Me Me { get; init; }

    /// <summary>A page of the caller's threads, newest activity first.</summary>
    [Id(2)] public required ImmutableArray<ThreadView> Threads { get; init; }

    /// <summary>Events after each cursor, in order.</summary>
    [Id(3)] public required ImmutableDictionary<string, ImmutableArray<ThreadEvent>> Events { get; init; }

    /// <summary>How complete each thread with a cursor is; unknown ids are left out.</summary>
    [Id(4)] public required ImmutableDictionary<string, SyncState> States { get; init; }

    /// <summary>How complete the whole is.</summary>
    [Id(5)] public required SyncState Status { get; init; }

    /// <summary>The next page of threads, if there is one.</summary>
    [Id(6)] public string? NextPage { get; init; }
}
