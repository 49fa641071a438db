namespace ChatOrleans.Conformance.Tests;

/// <summary>What is still to be run.</summary>
internal sealed class RowQueue
{
    private readonly Lock _gate = new();
    private readonly LinkedList<RowJob> _waiting = [];

    public void Add(RowJob job)
    {
        lock (_gate)
        {
            _waiting.AddLast(job);
        }
    }

    /// <summary>Puts a job first, if it still waits.</summary>
    public void Promote(RowJob job)
    {
        lock (_gate)
        {
            if (_waiting.Remove(job))
            {
                _waiting.AddFirst(job);
            }
        }
    }

    /// <summary>The next one; null when there is none.</summary>
    public RowJob? Take()
    {
        lock (_gate)
        {
            var job = _waiting.First?.Value;
            if (job is not null)
            {
                _waiting.RemoveFirst();
            }

            return job;
        }
    }

    /// <summary>Nothing more is run.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _waiting.Clear();
        }
    }
}
