namespace ChatOrleans.LoadTest.Sizing;

/// <summary>One's share of machines that others use as well: as many whole processors as it holds, each slower or faster to match.</summary>
internal sealed class SharedStation
{
    private readonly Station _station;
    private readonly double _stretch;

    public SharedStation(EventClock clock, double cores)
    {
        var whole = Math.Max(1, (int)Math.Floor(cores));
        _station = new Station(clock, whole);
        _stretch = whole / cores;
    }

    public void Enter(double service, Action done) => _station.Enter(service * _stretch, done);
}
