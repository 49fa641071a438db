using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>What a thread makes of a message.</summary>
internal readonly record struct SendDecision(SendDecisionKind Kind, Result<SendAck> Answer = default, long Seq = 0);

/// <summary>The kinds of <see cref="SendDecision"/>.</summary>
internal enum SendDecisionKind
{
    /// <summary>It is new and may be stored.</summary>
    Append,

    /// <summary>It has its answer.</summary>
    Answered,

    /// <summary>The same id is under way at <see cref="SendDecision.Seq"/>: wait for that commit.</summary>
    UnderWay,

    /// <summary>The thread takes no messages; only what is stored already gets another answer.</summary>
    Inactive,
}
