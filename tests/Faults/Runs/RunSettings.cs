using ChatOrleans.Faults.Scheduling;

namespace ChatOrleans.Faults.Runs;

/// <summary>What one run is told.</summary>
internal sealed record RunSettings
{
    public required ScheduleSettings Schedule { get; init; }

    /// <summary>Pairs of people.</summary>
    public int Pairs { get; init; } = 20;

    /// <summary>Mean time between two messages of a pair, in milliseconds.</summary>
    public int ThinkMs { get; init; } = 250;

    /// <summary>Mean messages until two people part.</summary>
    public int Messages { get; init; } = 12;

    /// <summary>The longest wait before a person whose connection was lost comes back, in milliseconds.</summary>
    public int JitterMs { get; init; } = 500;

    /// <summary>What is answered or pushed later than this, in seconds, is a violation.</summary>
    public int PatienceSeconds { get; init; } = 30;

    /// <summary>Something done behind the product's back before the audit; null for nothing.</summary>
    public Func<Lab, CancellationToken, Task>? Plant { get; init; }
}
