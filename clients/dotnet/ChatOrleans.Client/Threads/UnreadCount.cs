using System.Collections.Immutable;

namespace ChatOrleans.Client.Threads;

/// <summary>
/// How many of the peer's messages above one's own read watermark are not deleted: exact, although it is told at some times
/// only and events come between them.
/// </summary>
internal sealed record UnreadCount
{
    // More are folded into the count: nobody reads one by one from so far away.
    private const int MaxSingle = 1_000;

    /// <summary>How many there are up to and including <see cref="Floor"/>.</summary>
    public required long Below { get; init; }

    /// <summary>Up to here messages are counted in <see cref="Below"/>, above it one by one.</summary>
    public required long Floor { get; init; }

    /// <summary>The <c>seq</c> of each one above <see cref="Floor"/>.</summary>
    public ImmutableSortedSet<long> Above { get; init; } = [];

    /// <summary>Events up to here are in the count already, whether or not they have been applied.</summary>
    public required long CountedSeq { get; init; }

    /// <summary>Whether <see cref="Below"/> is only what a receipt said at an unknown moment: a fresh view of the thread makes it exact.</summary>
    public bool Doubt { get; init; }

    public long Total => Below + Above.Count;

    /// <summary>The count as a view of the thread tells it, whose log ended at <paramref name="lastSeq"/>.</summary>
    public static UnreadCount OfView(long unread, long lastSeq) => new() { Below = unread, Floor = lastSeq, CountedSeq = lastSeq };

    /// <summary>The count of messages that are all known: those of the peer above the read watermark, up to the event <paramref name="cursor"/>.</summary>
    public static UnreadCount OfKnown(IEnumerable<long> above, long readSeq, long cursor) =>
        new UnreadCount { Below = 0, Floor = readSeq, Above = [.. above], CountedSeq = cursor }.Bounded();

    /// <summary>The peer has written the message <paramref name="seq"/>.</summary>
    public UnreadCount WithPeerMessage(long seq, long readSeq) =>
        seq <= CountedSeq || seq <= readSeq ? this : (this with { Above = Above.Add(seq) }).Bounded();

    /// <summary>The peer has deleted their message <paramref name="target"/> by the event <paramref name="seq"/>.</summary>
    public UnreadCount WithPeerDeletion(long seq, long target, long readSeq)
    {
        if (seq <= CountedSeq)
        {
            return this;
        }

        if (Above.Contains(target))
        {
            return this with { Above = Above.Remove(target) };
        }

        return target <= readSeq || target > Floor ? this : this with { Below = Math.Max(0, Below - 1) };
    }

    /// <summary>The read watermark has risen; <paramref name="told"/> is the count that the server told with it, if it did.</summary>
    public UnreadCount WithRead(long readSeq, long? told)
    {
        var above = Above;
        while (above.Count > 0 && above[0] <= readSeq)
        {
            above = above.Remove(above[0]);
        }

        // In the middle of those that are only counted: how many of them are left, the server alone knows.
        return readSeq >= Floor
            ? this with { Below = 0, Above = above, Doubt = false }
            : this with { Below = Math.Max(0, (told ?? Total) - above.Count), Above = above, Doubt = true };
    }

    private UnreadCount Bounded()
    {
        var count = this;
        while (count.Above.Count > MaxSingle)
        {
            var first = count.Above[0];
            count = count with { Below = count.Below + 1, Floor = first, Above = count.Above.Remove(first) };
        }

        return count;
    }
}
