using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// The threads of one gateway whose head is to be told again once they have been quiet for a while. At most
/// <paramref name="capacity"/> of them; one more is not remembered, and its next event or <c>Sync</c> has to show its loss.
/// </summary>
internal sealed class HeadReminders(TimeSpan delay, int capacity)
{
    private readonly Dictionary<ThreadId, Head> _heads = [];
    private readonly PriorityQueue<ThreadId, TimeSpan> _due = new();

    public int Count => _heads.Count;

    public void Touch(ThreadId threadId, long seq, ImmutableArray<UserId> recipients, TimeSpan now)
    {
        ref var head = ref CollectionsMarshal.GetValueRefOrNullRef(_heads, threadId);
        if (Unsafe.IsNullRef(ref head))
        {
            if (_heads.Count < capacity)
            {
                _heads.Add(threadId, new Head(seq, recipients, now + delay));
                _due.Enqueue(threadId, now + delay);
            }

            return;
        }

        // Its place among the due ones is put right when it comes up: a busy thread costs one dictionary access an event.
        head = new Head(Math.Max(seq, head.Seq), recipients, now + delay);
    }

    /// <summary>Takes the next head that is due; null when there is none.</summary>
    public HeadItem? TakeDue(TimeSpan now)
    {
        while (_due.TryPeek(out var threadId, out var due) && due <= now)
        {
            var head = _heads[threadId];
            if (head.Due > now)
            {
                _ = _due.DequeueEnqueue(threadId, head.Due);
                continue;
            }

            _ = _due.Dequeue();
            _ = _heads.Remove(threadId);
            return new HeadItem { ThreadId = threadId, Seq = head.Seq, Recipients = head.Recipients };
        }

        return null;
    }

    private readonly record struct Head(long Seq, ImmutableArray<UserId> Recipients, TimeSpan Due);
}
