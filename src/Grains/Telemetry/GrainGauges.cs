using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Users;
using Microsoft.Extensions.Hosting;

namespace ChatOrleans.Grains.Telemetry;

/// <summary>What a silo holds at the moment; read when somebody asks.</summary>
internal sealed class GrainGauges(
    IMeterFactory meters, PresenceWriter presence, ISiloStatusOracle membership) : IHostedService, IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ChatOrleans.Grains";

    private readonly DatabasePools _pools = new();
    private MembershipMetrics? _membership;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(MeterName);
        _ = meter.CreateObservableGauge(
            "chat.presence.queue.length", () => presence.Waiting, "{user}", "Users whose presence waits to be written.");
        _ = meter.CreateObservableGauge(
            "chat.database.connections", _pools.Count, "{connection}", "Connections to PostgreSQL in the pools, by pool, server and state.");
        _ = meter.CreateObservableGauge(
            "chat.database.connections.max", _pools.Max, "{connection}", "Connections that a pool may have.");
        _membership = new MembershipMetrics(meter, membership);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _pools.Dispose();
        _membership?.Dispose();
    }
}
