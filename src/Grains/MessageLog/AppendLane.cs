namespace ChatOrleans.Grains.MessageLog;

/// <summary>
/// One generation of a thread's appends. The first run that fails poisons the lane, and all behind it fail too, so that
/// nothing is stored onto a state that turned out wrong. The thread reloads once <see cref="Settled"/> and takes a new lane.
/// </summary>
internal sealed class AppendLane
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private int _underWay;
    private bool _failed;

    /// <summary>
    /// Who writes this lane. It stays so: a thread that has moved is refused there, and goes on elsewhere with a new lane,
    /// so that answers never overtake each other.
    /// </summary>
    public LogWriter? Writer { get; set; }

    /// <summary>Whether a run of this lane failed.</summary>
    public bool Failed
    {
        get
        {
            lock (_gate)
            {
                return _failed;
            }
        }
    }

    /// <summary>Completes when the lane has failed and no run of it is under way.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Counts a run in; false when the lane has failed.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_failed)
            {
                return false;
            }

            _underWay++;
            return true;
        }
    }

    /// <summary>Counts a run out.</summary>
    public void Leave(bool failed)
    {
        lock (_gate)
        {
            _underWay--;
            _failed |= failed;
            if (_failed && _underWay == 0)
            {
                _settled.TrySetResult();
            }
        }
    }

    /// <summary>Fails the lane from outside, since its state is known to be behind the log.</summary>
    public void Fail()
    {
        lock (_gate)
        {
            _failed = true;
            if (_underWay == 0)
            {
                _settled.TrySetResult();
            }
        }
    }
}
