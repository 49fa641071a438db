using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Grains.Push;

/// <summary>What people who are away may have to be told of, and who has read how far since it was last asked.</summary>
internal sealed class PushHints : LogHints
{
    private readonly Lock _gate = new();
    private readonly SeqNotes<(UserId UserId, ThreadId ThreadId)> _reads = new();

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

        Wake();
    }

    /// <summary>Gives back what could not be passed on.</summary>
    public void Return(PushNotes notes)
    {
        Return(notes.Heads);
        lock (_gate)
        {
            notes.Reads.ForEach(read => _reads.Raise(read.Key, read.Value));
        }
    }

    /// <summary>Takes all of them out.</summary>
    public PushNotes Drain()
    {
        List<KeyValuePair<ThreadId, long>> heads = TryDrain(out var grown) ? [.. grown] : [];
        lock (_gate)
        {
            return new PushNotes(heads, _reads.TryDrain(out var reads) ? [.. reads] : []);
        }
    }
}
