namespace ChatOrleans.LoadTest.Tampering;

/// <summary>Decides which frame is tampered with, and keeps the list of what was done. Safe for concurrent use.</summary>
/// <remarks>
/// The seed fixes the numbers of the frames and what is done to them; which message a number falls on depends on how the
/// connections run.
/// </remarks>
internal sealed class TamperSchedule
{
    private readonly Lock _gate = new();
    private readonly TamperSettings _settings;
    private readonly Random _random;
    private readonly List<Tampered> _done = [];
    private long _frames;
    private long _next;
    private int _turn;

    public TamperSchedule(TamperSettings settings)
    {
        _settings = settings;
        _random = new Random(settings.Seed);
        Step();
    }

    /// <summary>Told of each thing done, as it is done.</summary>
    public Action<Tampered>? Noted { get; init; }

    /// <summary>Frames that could have been tampered with.</summary>
    public long Frames
    {
        get
        {
            lock (_gate)
            {
                return _frames;
            }
        }
    }

    /// <summary>What has been done so far.</summary>
    public IReadOnlyList<Tampered> Done
    {
        get
        {
            lock (_gate)
            {
                return [.. _done];
            }
        }
    }

    /// <summary>Numbers a frame; true when it is this one's turn.</summary>
    public bool TryTake(in MessageFrame frame, out Tampered plan)
    {
        plan = default;
        if (!_settings.Targets.Contains(frame.Target))
        {
            return false;
        }

        lock (_gate)
        {
            if (++_frames < _next || _settings.Kinds.Count == 0)
            {
                return false;
            }

            var kind = _settings.Kinds[_turn % _settings.Kinds.Count];
            var field = kind == TamperKind.Alter ? FieldOf(frame) : null;
            if (kind == TamperKind.Alter && field is null)
            {
                // The next frame's turn: this one has nothing that could be altered.
                return false;
            }

            plan = new Tampered(_frames, frame.Target, kind, field);
            Step();
            return true;
        }
    }

    /// <summary>Enters what has become of a plan.</summary>
    public void Note(Tampered tampered)
    {
        lock (_gate)
        {
            _done.Add(tampered);
        }

        Noted?.Invoke(tampered);
    }

    // Half an interval apart at least, so that what two of them do is not taken for one.
    private void Step()
    {
        _turn = _random.Next(int.MaxValue);
        _next = _frames + _random.NextInt64((_settings.EveryFrames / 2) + 1, (_settings.EveryFrames * 3L / 2) + 1);
    }

    private TamperField? FieldOf(in MessageFrame frame)
    {
        for (var i = 0; i < _settings.Fields.Count; i++)
        {
            var field = _settings.Fields[(_turn + i) % _settings.Fields.Count];
            if (!frame.Place(field).IsEmpty)
            {
                return field;
            }
        }

        return null;
    }
}
