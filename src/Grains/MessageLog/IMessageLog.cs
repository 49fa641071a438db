using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// The append-only log of all threads. What is stored of a thread is always exactly 1..n: a run is stored whole or not
/// at all, and only onto its predecessor.
/// </summary>
internal interface IMessageLog
{
    /// <summary>Whether the log takes more of this thread now; asked before anything is numbered.</summary>
    bool Admits(ThreadId threadId);

    /// <summary>
    /// Appends consecutive events of a thread. Runs of one lane enter the log in the order of these calls; the outcome
    /// <see cref="AppendOutcome.Stored"/> comes after the commit. Never throws for what the database does.
    /// </summary>
    Task<AppendOutcome> AppendAsync(AppendLane lane, ThreadEvent[] events, Guid? phase);

    /// <summary>Raises a member's watermarks in the next batch; true once they are stored.</summary>
    Task<bool> MarkAsync(ThreadId threadId, UserId userId, long deliveredSeq, long readSeq);
}
