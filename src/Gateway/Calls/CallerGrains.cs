using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Calls;

/// <summary>
/// Grains without a state of their own, of which any activation serves anybody. A gateway by itself sends all calls to one
/// grain id over one silo, so there is not one id but several, and each caller has one of them: every silo gets its share,
/// and a silo that goes away holds up only its own.
/// </summary>
internal static class CallerGrains
{
    /// <summary>Many times the silos that one gateway is connected to.</summary>
    private const int Ids = 64;

    /// <summary>The grain that serves this caller.</summary>
    public static T GetGrainFor<T>(this IGrainFactory grains, UserId caller)
        where T : IGrainWithIntegerKey => grains.GetGrain<T>((uint)caller.Value.GetHashCode() % Ids);
}
