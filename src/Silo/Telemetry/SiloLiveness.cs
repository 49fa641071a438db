using ChatOrleans.Grains.Health;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Silo.Telemetry;

/// <summary>The silo runs its grains. Nothing is asked of a process that is ending: it must be let end.</summary>
internal sealed class SiloLiveness(IGrainsHealth grains, IHostApplicationLifetime application) : ILivenessComponent
{
    public string Name => "silo";

    public async ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (!application.ApplicationStopping.IsCancellationRequested)
        {
            await grains.PulseAsync();
        }

        return null;
    }
}
