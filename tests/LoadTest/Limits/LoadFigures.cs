using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>What one run of pairs found, as far as comparisons need it.</summary>
internal sealed record LoadFigures
{
    /// <summary>Messages that were both acknowledged and with the partner, a second.</summary>
    public required double MessagesPerSecond { get; init; }

    public required LatencySummary Acknowledgement { get; init; }

    public required LatencySummary Delivery { get; init; }

    public required CostPerMessage? Cost { get; init; }

    public required long Sent { get; init; }

    /// <summary>Refusals by code.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Broken promises by kind, each with its first example.</summary>
    public required SortedDictionary<string, Violations.Entry> Violations { get; init; }

    public required long LostConnections { get; init; }

    /// <summary>Why the run ended early; null when it did not.</summary>
    public required string? Failure { get; init; }

    public bool IsSound => Violations.Count == 0 && LostConnections == 0 && Failure is null;

    public IEnumerable<string> Lines()
    {
        yield return Line.Latency("acknowledgement", Acknowledgement);
        yield return Line.Latency("delivery", Delivery);
        if (Cost is not null)
        {
            yield return Line.Cost(Cost);
        }

        yield return Line.Of("errors", Errors.Count == 0 ? "none" : string.Join(", ", Errors.Select(error => $"{error.Value} {error.Key}")));
        foreach (var line in Trouble())
        {
            yield return line;
        }
    }

    /// <summary>What was wrong; nothing where all is sound.</summary>
    public IEnumerable<string> Trouble()
    {
        foreach (var (kind, entry) in Violations)
        {
            yield return Line.Of("violation", $"{entry.Count} {kind}, the first: {entry.Example}");
        }

        if (LostConnections > 0)
        {
            yield return Line.Of("lost", $"{LostConnections} connections");
        }

        if (Failure is not null)
        {
            yield return Line.Of("ended early", Failure);
        }
    }
}
