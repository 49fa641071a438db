using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Screen;

/// <summary>How far a run is and how it goes, of one process or of several together.</summary>
internal sealed record Progress
{
    /// <summary>The seconds that <see cref="Recent"/> looks back.</summary>
    public const int RecentSeconds = 5;

    /// <summary>Before anybody said anything.</summary>
    public static Progress Nothing { get; } = new()
    {
        Phase = Phase.Gathering,
        PhaseShare = null,
        ExpectedConnections = 0,
        Counts = [],
        Errors = [],
        Violations = 0,
        Example = null,
        Recent = null,
    };

    public required Phase Phase { get; init; }

    /// <summary>How much of the phase is over, 0 to 1; null when that can't be known.</summary>
    public required double? PhaseShare { get; init; }

    /// <summary>Connections that the scenario is going to make; 0 when it did not say.</summary>
    public required int ExpectedConnections { get; init; }

    public required SortedDictionary<Counter, long> Counts { get; init; }

    public required SortedDictionary<string, long> Errors { get; init; }

    public required long Violations { get; init; }

    /// <summary>One of them, with its kind.</summary>
    public required string? Example { get; init; }

    /// <summary>The last <see cref="RecentSeconds"/> as one step; null when nothing happened in them.</summary>
    public required TimelinePoint? Recent { get; init; }

    /// <summary>Looks at a recorder now.</summary>
    public static Progress Of(Recorder recorder)
    {
        var now = Stopwatch.GetTimestamp();
        var violations = recorder.Violations.ToSorted();
        var recent = recorder.Timeline.Recent(RecentSeconds, now);
        var phase = recorder.Phase;
        return new Progress
        {
            Phase = phase,
            PhaseShare = ShareOf(recorder, phase, now),
            ExpectedConnections = recorder.ExpectedConnections,
            Counts = new(Enum.GetValues<Counter>().ToDictionary(what => what, recorder.Read)),
            Errors = recorder.Errors,
            Violations = violations.Values.Sum(entry => entry.Count),
            Example = violations.Select(pair => $"{pair.Key}: {pair.Value.Example}").FirstOrDefault(),
            Recent = recent.Count == 0 ? null : recent.Aggregate((one, two) => one.Add(two, one.At)),
        };
    }

    /// <summary>Several processes together; they are as far as the last of them.</summary>
    public Progress Add(Progress other) => new()
    {
        Phase = Phase < other.Phase ? Phase : other.Phase,
        PhaseShare = Phase == other.Phase ? Least(PhaseShare, other.PhaseShare) : Phase < other.Phase ? PhaseShare : other.PhaseShare,
        ExpectedConnections = ExpectedConnections + other.ExpectedConnections,
        Counts = Sum(Counts, other.Counts),
        Errors = Sum(Errors, other.Errors),
        Violations = Violations + other.Violations,
        Example = Example ?? other.Example,
        Recent = Recent is null || other.Recent is null ? Recent ?? other.Recent : Recent.Add(other.Recent, Recent.At),
    };

    private static double? ShareOf(Recorder recorder, Phase phase, long now) => phase switch
    {
        Phase.Gathering when recorder.ExpectedConnections > 0 =>
            Math.Min(1, recorder.Read(Counter.Connected) / (double)recorder.ExpectedConnections),
        Phase.Hold => (now - recorder.HeldFrom) / (double)(recorder.HeldTo - recorder.HeldFrom),
        _ => null,
    };

    private static double? Least(double? one, double? other) =>
        one is null || other is null ? null : Math.Min(one.Value, other.Value);

    private static SortedDictionary<TKey, long> Sum<TKey>(SortedDictionary<TKey, long> one, SortedDictionary<TKey, long> other)
        where TKey : notnull =>
        new(one.Concat(other).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)));
}
