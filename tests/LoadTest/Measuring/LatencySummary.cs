namespace ChatOrleans.LoadTest.Measuring;

/// <summary>What a histogram says, in milliseconds.</summary>
internal sealed record LatencySummary
{
    public required long Count { get; init; }

    public required double P50Ms { get; init; }

    public required double P90Ms { get; init; }

    public required double P99Ms { get; init; }

    public required double P999Ms { get; init; }

    public required double MaxMs { get; init; }
}
