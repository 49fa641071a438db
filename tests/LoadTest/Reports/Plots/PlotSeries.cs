namespace ChatOrleans.LoadTest.Reports.Plots;

/// <summary>One line of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Hue">Which of the page's colours, 1 to 4.</param>
/// <param name="Points">Ascending in X; a Y that is not a number is a gap.</param>
internal sealed record PlotSeries(string Name, int Hue, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>The lesser one of two lines of the same colour.</summary>
    public bool IsDashed { get; init; }

    public bool IsEmpty => !Points.Any(point => double.IsFinite(point.Y));

    /// <summary>At most so many points, each that of the greatest value of a stretch: a peak has to stay.</summary>
    public PlotSeries Thinned(int most)
    {
        if (Points.Count <= most)
        {
            return this;
        }

        var stretch = (int)Math.Ceiling(Points.Count / (double)most);
        return this with
        {
            Points = [.. Points.Chunk(stretch).Select(chunk => chunk.MaxBy(point => double.IsFinite(point.Y) ? point.Y : double.MinValue))],
        };
    }
}
