using ChatOrleans.Gateway.Relay;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Gateway.Health;

/// <summary>The process is not going away.</summary>
internal sealed class LifetimeReadiness(Draining draining, IHostApplicationLifetime application) : IReadinessComponent
{
    public string Name => "lifetime";

    public ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            draining.IsLeaving || application.ApplicationStopping.IsCancellationRequested ? "The process is going away." : null);
}
