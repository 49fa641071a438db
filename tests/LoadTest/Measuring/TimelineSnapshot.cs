namespace ChatOrleans.LoadTest.Measuring;

/// <summary>A timeline at rest. Steps begin at multiples of their width, so those of several processes add up.</summary>
internal sealed record TimelineSnapshot
{
    public static TimelineSnapshot Empty { get; } = new() { StepSeconds = 1, Points = [] };

    /// <summary>The width of a step: a power of two.</summary>
    public required long StepSeconds { get; init; }

    /// <summary>The steps in which there was anything to tell, ascending.</summary>
    public required IReadOnlyList<TimelinePoint> Points { get; init; }

    /// <summary>This one and another one together, at the coarser of both widths.</summary>
    public TimelineSnapshot Add(TimelineSnapshot other)
    {
        var step = Math.Max(StepSeconds, other.StepSeconds);
        return new TimelineSnapshot { StepSeconds = step, Points = InSteps(Points.Concat(other.Points), step) };
    }

    /// <summary>The same points in steps of this width.</summary>
    public static List<TimelinePoint> InSteps(IEnumerable<TimelinePoint> points, long stepSeconds)
    {
        var steps = new SortedDictionary<long, TimelinePoint>();
        foreach (var point in points)
        {
            var at = point.At / stepSeconds * stepSeconds;
            steps[at] = steps.TryGetValue(at, out var other) ? other.Add(point, at) : point with { At = at };
        }

        return [.. steps.Values];
    }
}
