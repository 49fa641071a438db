using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>A step of the timeline as it is reported: a second's worth each, whatever the width of a step.</summary>
internal sealed record TimelineStep
{
    /// <summary>When it begins, in Unix seconds.</summary>
    public required long At { get; init; }

    public required double SentPerSecond { get; init; }

    public required double DonePerSecond { get; init; }

    public required double RefusedPerSecond { get; init; }

    public required double ErrorsPerSecond { get; init; }

    /// <summary>Null when nothing was acknowledged.</summary>
    public required LatencySummary? Acknowledgement { get; init; }

    /// <summary>Null when nothing arrived.</summary>
    public required LatencySummary? Delivery { get; init; }

    /// <summary>The cores that the generators kept busy.</summary>
    public required double GeneratorCores { get; init; }

    public static IReadOnlyList<TimelineStep> Of(TimelineSnapshot timeline) =>
        [.. timeline.Points.Select(point => Of(point, timeline.StepSeconds))];

    private static TimelineStep Of(TimelinePoint point, double seconds) => new()
    {
        At = point.At,
        SentPerSecond = point.Sent / seconds,
        DonePerSecond = point.Done / seconds,
        RefusedPerSecond = point.Refused / seconds,
        ErrorsPerSecond = point.Errors / seconds,
        Acknowledgement = point.Acknowledgement.Total > 0 ? point.Acknowledgement.Summarize() : null,
        Delivery = point.Delivery.Total > 0 ? point.Delivery.Summarize() : null,
        GeneratorCores = point.ProcessorSeconds / seconds,
    };
}
