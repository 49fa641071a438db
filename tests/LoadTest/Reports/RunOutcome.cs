using System.Text.Json.Serialization;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>What one generator process found, or several together. It travels as JSON.</summary>
internal sealed record RunOutcome
{
    /// <summary>The processes that are in it.</summary>
    public required int Generators { get; init; }

    /// <summary>When the measured time began, in Unix seconds; null when it never did.</summary>
    public required double? HeldFrom { get; init; }

    /// <summary>When the measured time ended, which is earlier than planned when the run ended early.</summary>
    public required double? HeldTo { get; init; }

    /// <summary>Processor time of the generators in the measured time.</summary>
    public required double? ProcessorSeconds { get; init; }

    /// <summary>Of what began in the measured time.</summary>
    public required SortedDictionary<Measure, HistogramSnapshot> Latencies { get; init; }

    /// <summary>Of the whole run.</summary>
    public required SortedDictionary<Counter, long> Counts { get; init; }

    /// <summary>Of the measured time.</summary>
    public required SortedDictionary<Counter, long> HeldCounts { get; init; }

    /// <summary>Calls refused in the whole run, by code.</summary>
    public required SortedDictionary<string, long> Errors { get; init; }

    /// <summary>Broken promises of the whole run, by kind.</summary>
    public required SortedDictionary<string, Violations.Entry> Violations { get; init; }

    public required TimelineSnapshot Timeline { get; init; }

    /// <summary>Why the run ended early; null when it did not.</summary>
    public required string? Failure { get; init; }

    [JsonIgnore]
    public double HeldSeconds => HeldTo - HeldFrom ?? 0;

    [JsonIgnore]
    public long ViolationCount => Violations.Values.Sum(entry => entry.Count);

    /// <summary>Whether every promise was kept and the run went to its end.</summary>
    [JsonIgnore]
    public bool IsSound => ViolationCount == 0 && Failure is null && Counts.GetValueOrDefault(Counter.LostConnections) == 0;

    public HistogramSnapshot Latency(Measure what) => Latencies.GetValueOrDefault(what) ?? HistogramSnapshot.Empty;

    /// <summary>This one and another one of the same run together.</summary>
    public RunOutcome Add(RunOutcome other) => new()
    {
        Generators = Generators + other.Generators,
        HeldFrom = Earlier(HeldFrom, other.HeldFrom),
        HeldTo = -Earlier(-HeldTo, -other.HeldTo),
        ProcessorSeconds = ProcessorSeconds + other.ProcessorSeconds,
        Latencies = Together(Latencies, other.Latencies, static (one, two) => one.Add(two)),
        Counts = Together(Counts, other.Counts, static (one, two) => one + two),
        HeldCounts = Together(HeldCounts, other.HeldCounts, static (one, two) => one + two),
        Errors = Together(Errors, other.Errors, static (one, two) => one + two),
        Violations = Together(Violations, other.Violations, static (one, two) => one with { Count = one.Count + two.Count }),
        Timeline = Timeline.Add(other.Timeline),
        Failure = Failure ?? other.Failure,
    };

    private static double? Earlier(double? one, double? other) =>
        one is null || other is null ? one ?? other : Math.Min(one.Value, other.Value);

    private static SortedDictionary<TKey, TValue> Together<TKey, TValue>(
        SortedDictionary<TKey, TValue> one, SortedDictionary<TKey, TValue> other, Func<TValue, TValue, TValue> add)
        where TKey : notnull
    {
        var sum = new SortedDictionary<TKey, TValue>(one, one.Comparer);
        foreach (var (key, value) in other)
        {
            sum[key] = sum.TryGetValue(key, out var mine) ? add(mine, value) : value;
        }

        return sum;
    }
}
