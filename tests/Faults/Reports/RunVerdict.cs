using ChatOrleans.Faults.Injecting;
using ChatOrleans.Faults.Recovering;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.Faults.Reports;

/// <summary>What one run found.</summary>
internal sealed record RunVerdict
{
    public required int Seed { get; init; }

    /// <summary>What was to be done, in words.</summary>
    public required IReadOnlyList<string> Schedule { get; init; }

    /// <summary>What was done, by kind and role.</summary>
    public required SortedDictionary<string, int> Faults { get; init; }

    /// <summary>Nodes that ended although nobody ended them: a silo that was declared dead does.</summary>
    public required IReadOnlyList<UnaskedEnd> UnaskedEnds { get; init; }

    /// <summary>What people saw and the audit found.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>What nodes did that they must not do.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>How long people were without an answer.</summary>
    public required IReadOnlyList<Recovery> Recoveries { get; init; }

    /// <summary>How long it took after the last fault was over until all nodes were ready and members.</summary>
    public double HealSeconds { get; init; }

    /// <summary>How long the run took.</summary>
    public required double Seconds { get; init; }

    public long Acknowledged => Outcome.Counts.GetValueOrDefault(Counter.Done);

    /// <summary>Whether every promise was kept and the run came to its end.</summary>
    public bool IsKept => Outcome.ViolationCount == 0 && Outcome.Failure is null && Wrong.Count == 0;
}
