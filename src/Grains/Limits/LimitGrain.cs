using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Limits;

namespace ChatOrleans.Grains.Limits;

/// <summary>Keeps what all gateways have spent, in memory.</summary>
internal sealed class LimitGrain(TimeProvider time) : Grain, ILimitGrain
{
    private readonly SpentLevels _levels = new(time);

    public Task<ImmutableArray<double>> ShareAsync(ImmutableArray<LimitSpend> spends)
    {
        var levels = ImmutableArray.CreateBuilder<double>(spends.Length);
        foreach (var spend in spends)
        {
            levels.Add(_levels.Add(spend));
        }

        return Task.FromResult(levels.MoveToImmutable());
    }
}
