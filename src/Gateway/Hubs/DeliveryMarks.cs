using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>
/// A cursor says what has reached a device, so catching up raises the delivered watermarks. The answer does not wait for
/// it, and threads where nothing can rise are left asleep.
/// </summary>
internal sealed partial class DeliveryMarks
{
    /// <summary>Threads of one catch-up to mark: more than one is rare, more than this is no chat.</summary>
    private const int MaxPerCall = 100;

    private readonly IGrainFactory _grains;
    private readonly Attempts _attempts;
    private readonly ILogger<DeliveryMarks> _logger;

    public DeliveryMarks(IGrainFactory grains, Attempts attempts, ILogger<DeliveryMarks> logger)
    {
        _grains = grains;
        _attempts = attempts;
        _logger = logger;
    }

    /// <summary>Starts to mark what the cursors imply.</summary>
    public void Imply(UserId userId, SyncQuery query, SyncAnswer answer)
    {
        var marks = MarksOf(query, answer);
        if (marks.Count > 0)
        {
            _ = MarkAsync(userId, marks);
        }
    }

    /// <summary>The watermarks that the cursors may raise.</summary>
    internal static List<SyncCursor> MarksOf(SyncQuery query, SyncAnswer answer)
    {
        var marks = new List<SyncCursor>();
        if (query.Cursors.IsEmpty)
        {
            return marks;
        }

        var cursors = new Dictionary<ThreadId, long>(query.Cursors.Length);
        foreach (var cursor in query.Cursors)
        {
            cursors[cursor.ThreadId] = cursor.LastSeq;
        }

        foreach (var thread in answer.Threads)
        {
            // Reading implies delivery, and of one's own messages there is nothing to deliver.
            if (marks.Count < MaxPerCall &&
                cursors.TryGetValue(thread.ThreadId, out var seq) && seq > thread.ReadSeq &&
                (thread.Active || thread.Unread > 0) &&
                answer.States.TryGetValue(thread.ThreadId.ToString(), out var state) && state != SyncState.Reset)
            {
                marks.Add(new SyncCursor(thread.ThreadId, seq));
            }
        }

        return marks;
    }

    private async Task MarkAsync(UserId userId, List<SyncCursor> marks)
    {
        try
        {
            foreach (var mark in marks)
            {
                await _attempts.OnceAsync(
                    _grains.GetGrain<IThreadGrain>(mark.ThreadId.Value).ImplyDeliveredAsync(userId, mark.LastSeq));
            }
        }
        catch (Exception fault)
        {
            LogNotMarked(userId, fault);
        }
    }
}
