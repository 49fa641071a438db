using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Grains.Push;

/// <summary>
/// Which threads' logs have grown in this silo, and who has read how far, since it was last asked. No more than a hint:
/// what gets lost here the sweep finds by comparing.
/// </summary>
internal sealed class PushHints
{
    private readonly Lock _gate = new();
    private readonly SeqNotes<ThreadId> _heads = new();
    private readonly SeqNotes<(UserId UserId, ThreadId ThreadId)> _reads = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes note of runs that were stored: one lock a batch.</summary>
    public void Take(ReadOnlySpan<AppendRun> stored)
    {
        lock (_gate)
        {
            foreach (var run in stored)
            {
                _heads.Raise(run.ThreadId, run.Events[^1].Seq);
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Takes note of watermarks that were stored.</summary>
    public void Take(List<WatermarkWrite> stored)
    {
        lock (_gate)
        {
            foreach (var write in stored)
            {
                if (write.ReadSeq > 0)
                {
                    _reads.Raise((write.UserId, write.ThreadId), write.ReadSeq);
                }
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Gives back what could not be passed on.</summary>
    public void Return(PushNotes notes)
    {
        lock (_gate)
        {
            notes.Heads.ForEach(head => _heads.Raise(head.Key, head.Value));
            notes.Reads.ForEach(read => _reads.Raise(read.Key, read.Value));
        }
    }

    /// <summary>Waits until some have come.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _wake.Reader.ReadAsync(cancellationToken);

    /// <summary>Takes all of them out.</summary>
    public PushNotes Drain()
    {
        lock (_gate)
        {
            return new PushNotes(
                _heads.TryDrain(out var heads) ? [.. heads] : [], _reads.TryDrain(out var reads) ? [.. reads] : []);
        }
    }
}
