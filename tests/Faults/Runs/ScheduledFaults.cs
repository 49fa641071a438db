using System.Diagnostics;
using ChatOrleans.Faults.Injecting;
using ChatOrleans.Faults.Scheduling;

namespace ChatOrleans.Faults.Runs;

/// <summary>The faults of a schedule, and then time to heal.</summary>
/// <param name="lab">The servers.</param>
/// <param name="schedule">What is done.</param>
/// <param name="plant">Something done behind the product's back before the audit, which has to find it; null for nothing.</param>
internal sealed class ScheduledFaults(Lab lab, IReadOnlyList<Fault> schedule, Func<Lab, CancellationToken, Task>? plant) : Ordeal
{
    /// <summary>Everybody's next message shows whether they are served again.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(1.5);

    /// <summary>Does it and says what was done.</summary>
    public Injector Injector { get; } = new(lab.Topology, lab.Supervisor, lab.Network);

    /// <summary>How long it took after the last fault was over until all was whole.</summary>
    public double HealSeconds { get; private set; }

    public override async Task UndergoAsync(CancellationToken cancellationToken)
    {
        await Injector.InjectAsync(schedule);
        var since = Stopwatch.GetTimestamp();
        await lab.HealAsync(cancellationToken);
        HealSeconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        await Task.Delay(Afterwards, cancellationToken);
    }

    public override Task BeforeAuditAsync(CancellationToken cancellationToken) =>
        plant?.Invoke(lab, cancellationToken) ?? Task.CompletedTask;
}
