using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// Which threads' logs have grown in this silo since it was last asked. No more than a hint: what gets lost here, in a
/// crash or since there were too many, a sweep finds by comparing.
/// </summary>
internal class LogHints
{
    private readonly Lock _gate = new();
    private readonly SeqNotes<ThreadId> _heads = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes note of runs that were stored. One lock a batch, and no allocation once the table has grown.</summary>
    public void Take(ReadOnlySpan<AppendRun> stored)
    {
        lock (_gate)
        {
            foreach (var run in stored)
            {
                _heads.Raise(run.ThreadId, run.Events[^1].Seq);
            }
        }

        Wake();
    }

    /// <summary>Gives back what could not be passed on.</summary>
    public void Return(IReadOnlyCollection<KeyValuePair<ThreadId, long>> heads)
    {
        lock (_gate)
        {
            foreach (var (threadId, seq) in heads)
            {
                _heads.Raise(threadId, seq);
            }
        }
    }

    /// <summary>Waits until some have come.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _wake.Reader.ReadAsync(cancellationToken);

    /// <summary>Takes all of them out; false when there are none.</summary>
    public bool TryDrain([NotNullWhen(true)] out Dictionary<ThreadId, long>? heads)
    {
        lock (_gate)
        {
            return _heads.TryDrain(out heads);
        }
    }

    /// <summary>Ends the waiting.</summary>
    protected void Wake() => _wake.Writer.TryWrite(true);
}
