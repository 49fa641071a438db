using ChatOrleans.Grains.Health;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Silo.Telemetry;

/// <summary>This silo reaches PostgreSQL's primary.</summary>
internal sealed class DatabaseReadiness(IGrainsHealth grains) : IReadinessComponent
{
    public string Name => "database";

    public async ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken) =>
        await grains.ReachesPrimaryAsync() ? null : "PostgreSQL's primary does not answer.";
}
