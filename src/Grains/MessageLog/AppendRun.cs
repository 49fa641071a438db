using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>Consecutive events of one thread, stored whole or not at all.</summary>
internal sealed class AppendRun(AppendLane lane, ThreadEvent[] events, Guid? phase)
{
    private readonly TaskCompletionSource<AppendOutcome> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The generation that the run belongs to.</summary>
    public AppendLane Lane { get; } = lane;

    /// <summary>The events, in seq order without gaps.</summary>
    public ThreadEvent[] Events { get; } = events;

    /// <summary>The phase that an opening begins; null for all else.</summary>
    public Guid? Phase { get; } = phase;

    /// <summary>When the writer took it, in <see cref="TimeProvider"/> timestamps.</summary>
    public long EnqueuedAt { get; set; }

    /// <summary>What became of it.</summary>
    public Task<AppendOutcome> Outcome => _completion.Task;

    public ThreadId ThreadId => Events[0].ThreadId;

    public long FirstSeq => Events[0].Seq;

    /// <summary>Ends the run. The lane learns it first, so that whoever wakes sees a failed lane as failed.</summary>
    public void Complete(AppendOutcome outcome)
    {
        Lane.Leave(failed: outcome != AppendOutcome.Stored);
        _completion.SetResult(outcome);
    }
}
