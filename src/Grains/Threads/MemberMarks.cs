namespace ChatOrleans.Grains.Threads;

/// <summary>A member's stored watermarks.</summary>
internal readonly record struct MemberMarks(long DeliveredSeq, long ReadSeq);
