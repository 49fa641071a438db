using System.Diagnostics;
using ChatOrleans.Faults.Injecting;

namespace ChatOrleans.Faults.Recovering;

/// <summary>
/// Reads from the acknowledgements how long people were without an answer. A person waits from the moment a message leaves
/// (or should have left) to the acknowledgement of any of its messages that are waiting; waiting longer than
/// <see cref="Noticeable"/> is a stall. A stall is laid to the first fault that was done while the person waited, else to
/// the last one before. It counts from the fault when nothing was acknowledged to this person since, otherwise (a later
/// effect of the same fault) from its own beginning.
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
            if (Stopwatch.GetElapsedTime(begin, end) <= Noticeable || Cause(faults, begin, end) is not { } fault)
            {
                continue;
            }

            var from = before > fault.Stamp ? begin : fault.Stamp;
            yield return new Recovery(
                fault.Fault.Kind, fault.Fault.Node, userId, Stopwatch.GetElapsedTime(from, end).TotalMilliseconds);
        }
    }

    private static InjectedFault? Cause(InjectedFault[] faults, long begin, long end) =>
        Array.Find(faults, fault => fault.Stamp >= begin && fault.Stamp < end)
        ?? Array.FindLast(faults, fault => fault.Stamp < begin);
}
