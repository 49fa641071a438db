using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Silo.Telemetry;

/// <summary>This silo is a member of its cluster.</summary>
internal sealed class ClusterReadiness(ISiloStatusOracle membership) : IReadinessComponent
{
    public string Name => "cluster";

    public ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
        membership.CurrentStatus == SiloStatus.Active ? null : $"The silo is {membership.CurrentStatus}, not Active.");
}
