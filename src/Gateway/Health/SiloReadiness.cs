using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Gateway.Health;

/// <summary>A silo answers, and reaches PostgreSQL's primary: the whole way that a call takes.</summary>
internal sealed class SiloReadiness(IGrainFactory grains) : IReadinessComponent
{
    public string Name => "silos";

    public async ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var ping = await grains.GetGrain<IAccountGrain>(0).PingAsync();
        return ping.Ok ? null : "A silo answers, and does not reach PostgreSQL's primary.";
    }
}
