namespace ChatOrleans.LoadTest.Sizing;

/// <summary>What the busiest minute comes to.</summary>
internal sealed record PeakFigures
{
    public required int LostSilos { get; init; }

    public required DelayFigures Acknowledged { get; init; }

    public required DelayFigures Delivered { get; init; }

    public required double GatewayUtilization { get; init; }

    public required double SiloUtilization { get; init; }

    public required double WriterUtilization { get; init; }

    public required double RowsACommit { get; init; }
}
