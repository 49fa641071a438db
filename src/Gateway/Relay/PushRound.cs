namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// The connections that one batch of the stream gives something to. The pool writes to them a few at a time: a turn on
/// the pool for each would cost more than the writing. Not safe for use by several threads at once.
/// </summary>
internal sealed class PushRound
{
    /// <summary>Few enough that all cores take part when there are many.</summary>
    private const int PerTurn = 16;

    private PushQueue[] _queues = new PushQueue[PerTurn];
    private int _count;

    /// <summary>Takes a queue that has something to write and nobody who writes it.</summary>
    public void Add(PushQueue queue)
    {
        _queues[_count++] = queue;
        if (_count == PerTurn)
        {
            End();
            _queues = new PushQueue[PerTurn];
        }
    }

    /// <summary>Has the rest written. Nothing that was added is written for sure before this.</summary>
    public void End()
    {
        if (_count > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(new Turn(_queues, _count), preferLocal: false);
            _count = 0;
        }
    }

    private sealed class Turn(PushQueue[] queues, int count) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            for (var i = 0; i < count; i++)
            {
                queues[i].Write();
            }
        }
    }
}
