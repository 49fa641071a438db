using System.Diagnostics.Metrics;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;

namespace ChatOrleans.Gateway.Metrics;

/// <summary>What the gateway holds at the moment; read when somebody asks.</summary>
internal sealed class GatewayGauges : IHostedService
{
    private readonly IMeterFactory _meters;
    private readonly Draining _draining;
    private readonly ConnectionIndex _connections;
    private readonly Watches _watches;
    private readonly IRelayHealth _relay;

    public GatewayGauges(
        IMeterFactory meters, Draining draining, ConnectionIndex connections, Watches watches, IRelayHealth relay)
    {
        _meters = meters;
        _draining = draining;
        _connections = connections;
        _watches = watches;
        _relay = relay;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = _meters.Create(GatewayMetrics.MeterName);
        _ = meter.CreateObservableGauge(
            "chat.draining", () => _draining.HasBegun ? 1 : 0, description: "1 while the process sends its connections away.");
        _ = meter.CreateObservableGauge(
            "chat.leases", () => _connections.Count, "{user}", "Users with connections here, whose leases this gateway renews.");
        _ = meter.CreateObservableGauge(
            "chat.presence.watched", () => _watches.Count, "{user}", "Users whose presence somebody here watches.");
        _ = meter.CreateObservableGauge(
            "chat.stream.silence", () => _relay.Silence.TotalSeconds, "s", "Since the stream of pushes was heard last.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
