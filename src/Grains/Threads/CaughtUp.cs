using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>A cursor's thread as the snapshot has it, with the events after the cursor.</summary>
internal sealed record CaughtUp(ThreadId ThreadId, long LastSeq, long Head, List<ThreadEvent> Events)
{
    /// <summary>How complete the events are.</summary>
    public SyncState State =>
        LastSeq > Head ? SyncState.Reset
        : (Events.Count == 0 ? LastSeq : Events[^1].Seq) < Head ? SyncState.More
        : SyncState.Complete;
}
