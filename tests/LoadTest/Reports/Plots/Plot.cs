namespace ChatOrleans.LoadTest.Reports.Plots;

/// <summary>A plot: lines over a common axis.</summary>
internal sealed record Plot
{
    public const int MostPoints = 300;

    public required string Title { get; init; }

    /// <summary>What a reader has to know to read it right.</summary>
    public string? Note { get; init; }

    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    public required IReadOnlyList<PlotSeries> Series { get; init; }

    /// <summary>The measured time on the X axis; what is outside of it is shaded.</summary>
    public (double From, double To)? Held { get; init; }

    /// <summary>How a value reads when the pointer is on it, X first.</summary>
    public required Func<double, string> HoverX { get; init; }

    /// <summary>The unit of Y, for the same.</summary>
    public required string Unit { get; init; }
}
