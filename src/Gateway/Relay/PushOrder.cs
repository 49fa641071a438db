using System.Runtime.InteropServices;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// What one connection was sent of each thread: on a live connection a thread's events go out once and in seq order, and
/// what was lost before is found by the hole it leaves. Not safe for use by several threads at once.
/// </summary>
internal sealed class PushOrder
{
    /// <summary>Threads to remember before those that are closed are forgotten.</summary>
    private const int Remembered = 64;

    private Dictionary<ThreadId, Run>? _runs;
    private Dictionary<(ThreadId, bool), Marks>? _marks;
    private bool _synced;

    /// <summary>
    /// An event to push. After a gap it is pushed all the same: the run starts again with it. Once the client has caught
    /// up, a thread that it has not heard of since begins with its opening; otherwise that was lost.
    /// </summary>
    public PushVerdict OnEvent(ThreadId threadId, long seq, bool opens)
    {
        ref var run = ref RunOf(threadId, out var known);
        if (!known)
        {
            run = new Run(seq, seq);
            return _synced && !opens ? PushVerdict.Gap : PushVerdict.Push;
        }

        if (seq <= run.Last)
        {
            return PushVerdict.Drop;
        }

        var next = seq == run.Last + 1;
        run = new Run(next ? run.First : seq, seq);
        return next ? PushVerdict.Push : PushVerdict.Gap;
    }

    /// <summary>The head of a thread's log, told again: <see cref="PushVerdict.Gap"/> when the connection was not sent that far.</summary>
    public PushVerdict OnHead(ThreadId threadId, long seq)
    {
        if (!_synced && (_runs is null || !_runs.ContainsKey(threadId)))
        {
            // The client has not caught up yet, and learns of it when it does.
            return PushVerdict.Drop;
        }

        ref var run = ref RunOf(threadId, out _);
        if (seq <= run.Last)
        {
            return PushVerdict.Drop;
        }

        run = new Run(seq, seq);
        return PushVerdict.Gap;
    }

    /// <summary>
    /// A catch-up answered with a snapshot up to <paramref name="seq"/>. <see cref="PushVerdict.Gap"/> when pushes began
    /// so far beyond it that something between the two was lost. Without a cursor the answer had no events: what was
    /// pushed before says how far the client is, and only where nothing was it begins with the snapshot.
    /// </summary>
    public PushVerdict OnSnapshot(ThreadId threadId, long seq, bool hadCursor)
    {
        ref var run = ref RunOf(threadId, out var known);
        if (!known || seq >= run.Last)
        {
            run = known && !hadCursor ? run : new Run(seq, seq);
            return PushVerdict.Drop;
        }

        if (run.First <= seq + 1)
        {
            run = new Run(seq, run.Last);
            return PushVerdict.Drop;
        }

        // Told once: what lies before the run is the next catch-up's.
        run = new Run(0, run.Last);
        return PushVerdict.Gap;
    }

    /// <summary>
    /// A member's watermarks to push. Those that a silo tells late, after another has told higher ones, are dropped: a
    /// watermark never goes back.
    /// </summary>
    public PushVerdict OnMarks(ThreadId threadId, bool own, long deliveredSeq, long readSeq)
    {
        _marks ??= new Dictionary<(ThreadId, bool), Marks>(2);
        ref var told = ref CollectionsMarshal.GetValueRefOrAddDefault(_marks, (threadId, own), out _);
        if (deliveredSeq < told.DeliveredSeq || readSeq < told.ReadSeq)
        {
            return PushVerdict.Drop;
        }

        told = new Marks(deliveredSeq, readSeq);
        return PushVerdict.Push;
    }

    /// <summary>A catch-up was answered.</summary>
    public void OnSynced() => _synced = true;

    /// <summary>A thread was closed: it is forgotten once there are many of them.</summary>
    public void OnClosed(ThreadId threadId)
    {
        if (_runs?.Count > Remembered)
        {
            _runs.Remove(threadId);
            _marks?.Remove((threadId, true));
            _marks?.Remove((threadId, false));
        }
    }

    private ref Run RunOf(ThreadId threadId, out bool known) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_runs ??= new Dictionary<ThreadId, Run>(1), threadId, out known);

    /// <summary>The seqs sent without a hole; <see cref="First"/> is where they began.</summary>
    private readonly record struct Run(long First, long Last);

    private readonly record struct Marks(long DeliveredSeq, long ReadSeq);
}
