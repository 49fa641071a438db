using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Limits;

/// <summary>
/// What all gateways together have spent of rate limits: a level for each limited user or address, which falls by the
/// limit's rate. Held in memory only; what is lost with a silo the gateways bring back with what they believe. A key is
/// held by the grain <see cref="LimitSpend.GrainOf"/> names.
/// </summary>
[Alias("chat.ILimitGrain")]
public interface ILimitGrain : IGrainWithIntegerKey
{
    /// <summary>Adds what a gateway has spent since it last asked, and answers the levels of all gateways, in the same order.</summary>
    [Alias("Share")]
    Task<ImmutableArray<double>> ShareAsync(ImmutableArray<LimitSpend> spends);
}
