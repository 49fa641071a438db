using ChatOrleans.Grains.Health;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Silo.Telemetry;

/// <summary>What waits for the log's writers is under its bounds, or gets there at once.</summary>
internal sealed class WriterReadiness(IGrainsHealth grains, TimeProvider time) : IReadinessComponent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Name => "writers";

    /// <summary>A burst is over in a moment, and no reason to send people elsewhere.</summary>
    public async ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var begunAt = time.GetTimestamp();
        while (!grains.WritersAdmit)
        {
            if (time.GetElapsedTime(begunAt) > Patience)
            {
                return "More waits for the log's writers than they may keep waiting.";
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        return null;
    }
}
