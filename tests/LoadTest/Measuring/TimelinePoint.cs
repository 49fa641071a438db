namespace ChatOrleans.LoadTest.Measuring;

/// <summary>What happened in one step of a timeline, all by when it ended.</summary>
internal sealed record TimelinePoint
{
    /// <summary>When the step begins, in Unix seconds.</summary>
    public required long At { get; init; }

    public required long Sent { get; init; }

    public required long Done { get; init; }

    public required long Refused { get; init; }

    /// <summary>Calls refused, those that were made again included.</summary>
    public required long Errors { get; init; }

    public required HistogramSnapshot Acknowledgement { get; init; }

    public required HistogramSnapshot Delivery { get; init; }

    /// <summary>The generators' processor time in this step.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>Both together, in a step that begins at <paramref name="at"/>.</summary>
    public TimelinePoint Add(TimelinePoint other, long at) => new()
    {
        At = at,
        Sent = Sent + other.Sent,
        Done = Done + other.Done,
        Refused = Refused + other.Refused,
        Errors = Errors + other.Errors,
        Acknowledgement = Acknowledgement.Add(other.Acknowledgement),
        Delivery = Delivery.Add(other.Delivery),
        ProcessorSeconds = ProcessorSeconds + other.ProcessorSeconds,
    };
}
