using System.Text.Json.Nodes;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>All that one device has of a network: its address of the server, what goes wrong there, and what went by.</summary>
internal sealed class DeviceLine(string name, Uri address, Func<Uri?> server)
{
    private const int PointsKept = 120;

    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private readonly List<HubRelay> _relays = [];
    private readonly Queue<string> _passed = new();
    private TaskCompletionSource _healed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the device finds the server.</summary>
    public Uri Address => address;

    /// <summary>Where the server is; null while it is down.</summary>
    public Uri? Server => server();

    /// <summary>Done when what is held may go on, and what stands still breaks off.</summary>
    public Task Healed
    {
        get
        {
            lock (_gate)
            {
                return _healed.Task;
            }
        }
    }

    /// <summary>The last things that went by, and what was done to them.</summary>
    public string Passed
    {
        get
        {
            lock (_gate)
            {
                return string.Join(Environment.NewLine, _passed.Select(point => $"  {name} {point}"));
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>The fault that strikes what passes, if one does.</summary>
    public Fault? Take(WirePoint point)
    {
        lock (_gate)
        {
            var fault = _faults.Find(fault => fault.Strikes(point));
            Write(fault is null ? point.Name : $"{point.Name} [{fault.Kind}]");
            return fault;
        }
    }

    /// <summary>Writes down something that happened.</summary>
    public void Note(string what)
    {
        lock (_gate)
        {
            Write(what);
        }
    }

    /// <summary>Lets go of what is held.</summary>
    public async Task ReleaseAsync()
    {
        TaskCompletionSource healed;
        lock (_gate)
        {
            (healed, _healed) = (_healed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        healed.SetResult();
        foreach (var relay in Relays())
        {
            await relay.ReleaseAsync();
        }
    }

    /// <summary>Nothing goes wrong any more. What stands still does so for ever, as half-open connections do.</summary>
    public async Task HealAsync()
    {
        lock (_gate)
        {
            _faults.Clear();
        }

        await ReleaseAsync();
    }

    /// <summary>Breaks all connections to the hub.</summary>
    public void Cut()
    {
        Note("cut");
        foreach (var relay in Relays())
        {
            relay.Abort();
        }
    }

    /// <summary>Pushes something to the device that the server has not.</summary>
    public async Task PushAsync(string target, JsonObject payload)
    {
        Note($"push:{target} [made up]");
        foreach (var relay in Relays())
        {
            await relay.PushAsync(HubRecord.Push(target, payload));
        }
    }

    public void Enter(HubRelay relay)
    {
        lock (_gate)
        {
            _relays.Add(relay);
        }
    }

    public void Leave(HubRelay relay)
    {
        lock (_gate)
        {
            _relays.Remove(relay);
        }
    }

    private HubRelay[] Relays()
    {
        lock (_gate)
        {
            return [.. _relays];
        }
    }

    private void Write(string what)
    {
        _passed.Enqueue(what);
        if (_passed.Count > PointsKept)
        {
            _passed.Dequeue();
        }
    }
}
