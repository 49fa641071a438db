using System.Diagnostics;
using ChatOrleans.Faults.Injecting;

namespace ChatOrleans.Faults.Recovering;

/// <summary>
/// Reads from the acknowledgements how long people were without an answer. A person waits from the moment a message leaves
/// (or should have left) to the acknowledgement of any of its messages that are waiting; waiting longer than
/// <see cref="Noticeable"/> is a stall. It is laid to the first fault since the person's last acknowledgement and counts
/// from that fault, whenever the person began to wait; when there was none since, it is a later effect of the last fault
/// before and counts from its own beginning.
/// </summary>
internal static class Recoveries
{
    /// <summary>What no load on a machine explains.</summary>
    public static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(500);

    public static IReadOnlyList<Recovery> Of(IReadOnlyList<InjectedFault> faults, IReadOnlyList<Ack> acks)
    {
        var inOrder = faults.OrderBy(fault => fault.Stamp).ToArray();
        return [.. acks.GroupBy(ack => ack.UserId, StringComparer.Ordinal)
            .SelectMany(person => OfPerson(person.Key, inOrder, [.. person.OrderBy(ack => ack.AckedAt)]))];
    }

    private static IEnumerable<Recovery> OfPerson(string userId, InjectedFault[] faults, Ack[] acks)
    {
        var lastAckedAt = long.MinValue;
        for (var i = 0; i < acks.Length; i++)
        {
            // Of those that wait together the first to be answered ends the stall; the one that left first begins it.
            var end = acks[i].AckedAt;
            var begin = acks.Skip(i).Where(ack => ack.SentAt < end).Min(ack => Math.Max(ack.SentAt, lastAckedAt));
            var before = lastAckedAt;
            lastAckedAt = end;
            if (Stopwatch.GetElapsedTime(begin, end) <= Noticeable)
            {
                continue;
            }

            if (Array.Find(faults, fault => fault.Stamp > before && fault.Stamp < end) is { } cause)
            {
                yield return Make(cause, userId, cause.Stamp, end);
            }
            else if (Array.FindLast(faults, fault => fault.Stamp < begin) is { } earlier)
            {
                yield return Make(earlier, userId, begin, end);
            }
        }
    }

    private static Recovery Make(InjectedFault fault, string userId, long from, long to) =>
        new(fault.Fault.Kind, fault.Fault.Node, userId, Stopwatch.GetElapsedTime(from, to).TotalMilliseconds);
}
