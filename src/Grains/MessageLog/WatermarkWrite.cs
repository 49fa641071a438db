using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>A member's watermarks on their way to the log's next batch.</summary>
internal sealed class WatermarkWrite(ThreadId threadId, UserId userId, long deliveredSeq, long readSeq)
{
    private readonly TaskCompletionSource<MarkOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ThreadId ThreadId { get; } = threadId;

    public UserId UserId { get; } = userId;

    public long DeliveredSeq { get; } = deliveredSeq;

    public long ReadSeq { get; } = readSeq;

    /// <summary>What became of them; a repetition does no harm.</summary>
    public Task<MarkOutcome> Outcome => _completion.Task;

    public void Complete(MarkOutcome outcome) => _completion.SetResult(outcome);
}
