using System.Diagnostics;
using ChatOrleans.Faults.Injecting;
using ChatOrleans.Faults.Scheduling;

namespace ChatOrleans.Faults.Runs;

/// <summary>Every silo and every gateway, one after the other: SIGTERM, its end, its start, and on when all is whole.</summary>
/// <param name="lab">The servers.</param>
/// <param name="before">How long people talk undisturbed before it, to compare with.</param>
internal sealed class RollingRestart(Lab lab, TimeSpan before) : Ordeal
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);

    public Injector Injector { get; } = new(lab.Topology, lab.Supervisor, lab.Network);

    /// <summary>When people began to talk undisturbed, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long CalmFrom { get; private set; }

    /// <summary>When the first node was told to end.</summary>
    public long From { get; private set; }

    /// <summary>When the last one was back.</summary>
    public long To { get; private set; }

    public override async Task UndergoAsync(CancellationToken cancellationToken)
    {
        CalmFrom = Stopwatch.GetTimestamp();
        await Task.Delay(before, cancellationToken);
        From = Stopwatch.GetTimestamp();
        foreach (var node in lab.Topology.Nodes)
        {
            await Injector.InjectAsync(new Fault(0, FaultKind.Roll, node.Name, 0));
            await lab.HealAsync(cancellationToken);
        }

        To = Stopwatch.GetTimestamp();
        await Task.Delay(Afterwards, cancellationToken);
    }
}
