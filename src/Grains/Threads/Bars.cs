using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Grains.Threads;

/// <summary>What keeps a phase of a thread from beginning: who of its two members blocks the other, and who is gone.</summary>
internal readonly record struct Bars(bool LowBlocks, bool HighBlocks, bool LowGone, bool HighGone)
{
    /// <summary>Whether anything does.</summary>
    public bool Any => Blocked || LowGone || HighGone;

    /// <summary>Whether one of the two blocks the other.</summary>
    public bool Blocked => LowBlocks || HighBlocks;

    /// <summary>
    /// What one of the two is told who wants to open the thread; null where nothing is in the way. Who is gone is not
    /// there, blocked or not.
    /// </summary>
    public Refusal? RefusalOf(bool low) =>
        (low ? HighGone : LowGone) ? Refusal.UserNotFound()
        : (low ? LowGone : HighGone) ? Unauthenticated()
        : Blocked ? Refusal.Blocked()
        : null;

    // Their sessions end; this one has not yet.
    private static Refusal Unauthenticated() =>
        new() { Code = RefusalCode.Unauthenticated, Message = "The account is no longer there." };
}
