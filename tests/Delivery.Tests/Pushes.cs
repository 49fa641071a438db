using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Delivery.Tests;

/// <summary>Pushes to send: what they hold matters to nobody but the test that tells them apart by <c>seq</c>.</summary>
internal static class Pushes
{
    public static EventItem Event(long seq, ThreadId threadId = default) => new()
    {
        Event = new ThreadEvent
        {
            ThreadId = threadId,
            Seq = seq,
            Type = EventType.Message,
            SenderId = default,
            At = DateTimeOffset.UnixEpoch,
            ClientMessageId = "m",
            Text = "Good evening",
        },
        Recipients = ImmutableArray.Create(default(UserId)),
    };

    public static ImmutableArray<GatewayItem> Events(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(seq => Event(seq))];

    public static IEnumerable<long> Seqs(IEnumerable<GatewayItem> items) => items.OfType<EventItem>().Select(item => item.Event.Seq);
}
