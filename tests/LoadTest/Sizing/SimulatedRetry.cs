namespace ChatOrleans.LoadTest.Sizing;

/// <summary>When who was refused comes again: as a gateway tells them, over a longer time the more are refused.</summary>
internal sealed class SimulatedRetry(EventClock clock, Random random)
{
    private const double Shortest = 2;
    private const double Window = 5;
    private const double MostTimes = 20;

    private double _since;
    private double _admitted;
    private double _refused;
    private double _ratio;

    public long Refusals { get; private set; }

    public void OnAdmitted()
    {
        Turn();
        _admitted++;
    }

    /// <summary>Seconds to wait.</summary>
    public double Next()
    {
        Turn();
        Refusals++;
        _refused++;
        var span = Math.Clamp(2 * Math.Max(_ratio, Ratio()), 2, MostTimes - 1);
        return Shortest * (1 + (span * random.NextDouble()));
    }

    private double Ratio() => _refused / Math.Max(1, _admitted);

    private void Turn()
    {
        if (clock.Now - _since >= Window)
        {
            _ratio = Ratio();
            (_since, _admitted, _refused) = (clock.Now, 0, 0);
        }
    }
}
