using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Sizing;

/// <summary>Simulated times, by their percentiles.</summary>
internal sealed class Delays
{
    private readonly LatencyHistogram _histogram = new();

    public void Add(double seconds) => _histogram.Record((long)(seconds * 1e6));

    public DelayFigures Figures()
    {
        var snapshot = _histogram.Snapshot();
        return new DelayFigures
        {
            Count = snapshot.Total,
            P50Ms = snapshot.Total == 0 ? 0 : snapshot.PercentileMs(0.5),
            P99Ms = snapshot.Total == 0 ? 0 : snapshot.PercentileMs(0.99),
            MaxMs = snapshot.MaxUs / 1_000.0,
        };
    }
}
