using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Canary.Pairs;

/// <summary>All pairs talk.</summary>
internal sealed class PairReadiness(PairRounds rounds) : IReadinessComponent
{
    public string Name => "pairs";

    public ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var (talking, all) = rounds.Count;
        return ValueTask.FromResult(
            all > 0 && talking == all ? null : $"{talking} of {all} pairs talk.");
    }
}
