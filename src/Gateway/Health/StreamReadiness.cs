using ChatOrleans.Gateway.Relay;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Gateway.Health;

/// <summary>Pushes reach this gateway.</summary>
internal sealed class StreamReadiness(IRelayHealth relay) : IReadinessComponent
{
    public string Name => "stream";

    public ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(relay.IsHeard ? null : "The stream of pushes was not heard lately.");
}
