using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>One catch-up as read: everything in it is of one snapshot.</summary>
internal sealed record SyncSnapshot
{
    public required MeSnapshot Me { get; init; }

    public required ThreadPage Page { get; init; }

    /// <summary>The caller's threads among the cursors, in the cursors' order.</summary>
    public required List<CaughtUp> CaughtUp { get; init; }
}
