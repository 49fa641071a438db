using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>What a client holds: the epoch it knows and, per thread, the last seq it has.</summary>
[GenerateSerializer, Immutable, Alias("chat.SyncQuery")]
public sealed record SyncQuery
{
    /// <summary>At most this many cursors a call.</summary>
    public const int MaxCursors = 1_000;

    /// <summary>The epoch of the last answer; absent on the first call.</summary>
    [Id(0)] public string? Epoch { get; init; }

    /// <summary>Last seq held, by thread; 0 means from the start.</summary>
    [Id(1)] public required ImmutableArray<SyncCursor> Cursors { get; init; }

    /// <summary>The <c>nextPage</c> of the last answer; absent for the first page.</summary>
    [Id(2)] public string? Page { get; init; }
}

/// <summary>The last seq that a client holds of a thread.</summary>
/// <param name="ThreadId">The thread.</param>
/// <param name="LastSeq">The last seq held.</param>
[GenerateSerializer, Immutable, Alias("chat.SyncCursor")]
public readonly record struct SyncCursor([property: Id(0)] ThreadId ThreadId, [property: Id(1)] long LastSeq);
