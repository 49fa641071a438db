namespace ChatOrleans.LoadTest.Sizing;

/// <summary>So many servers with one queue, first come first served: the processors of a machine.</summary>
internal sealed class Station(EventClock clock, int servers)
{
    private readonly Queue<(double Service, double Since, Action Done)> _waiting = new();
    private int _busy;
    private double _changedAt;
    private double _queueArea;

    /// <summary>How much work was served.</summary>
    public long Served { get; private set; }

    /// <summary>Seconds that all who were served have waited.</summary>
    public double Waited { get; private set; }

    /// <summary>Seconds of work that were done.</summary>
    public double Worked { get; private set; }

    /// <summary>How many waited, on average over the time.</summary>
    public double MeanQueue => clock.Now == 0 ? 0 : (_queueArea + (_waiting.Count * (clock.Now - _changedAt))) / clock.Now;

    /// <summary>Brings work of so many seconds.</summary>
    public void Enter(double service, Action done)
    {
        if (_busy < servers)
        {
            _busy++;
            Serve(service, clock.Now, done);
            return;
        }

        Count();
        _waiting.Enqueue((service, clock.Now, done));
    }

    private void Serve(double service, double since, Action done)
    {
        Waited += clock.Now - since;
        Worked += service;
        clock.After(service, () =>
        {
            Served++;
            Next();
            done();
        });
    }

    private void Next()
    {
        if (_waiting.Count == 0)
        {
            _busy--;
            return;
        }

        Count();
        var (service, since, done) = _waiting.Dequeue();
        Serve(service, since, done);
    }

    private void Count()
    {
        _queueArea += _waiting.Count * (clock.Now - _changedAt);
        _changedAt = clock.Now;
    }
}
