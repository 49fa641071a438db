namespace ChatOrleans.LoadTest.Sizing;

/// <summary>Percentiles in milliseconds.</summary>
internal sealed record DelayFigures
{
    public required long Count { get; init; }

    public required double P50Ms { get; init; }

    public required double P99Ms { get; init; }

    public required double MaxMs { get; init; }
}
