using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Grains.Users;

/// <summary>Where a user's connections are: leases of gateways, in memory, and the route they make. No I/O.</summary>
internal sealed class UserLeases(TimeProvider time)
{
    private readonly GatewayTimes _until = new();

    /// <summary>The route as of the last change.</summary>
    public Route Route { get; private set; } = new() { Version = time.GetUtcNow().UtcTicks, Gateways = [] };

    /// <summary>Whether any lease is held.</summary>
    public bool Online => _until.Count > 0;

    /// <summary>Takes or renews a lease; true when the route changed.</summary>
    public bool Renew(Guid gatewayId) => _until.Set(gatewayId, time.GetUtcNow() + DeliveryTimes.Lease) && Change();

    /// <summary>Ends a lease; true when the route changed.</summary>
    public bool End(Guid gatewayId) => _until.Remove(gatewayId) && Change();

    /// <summary>Ends the leases that nobody renewed; true when the route changed.</summary>
    public bool Expire() => _until.RemoveUpTo(time.GetUtcNow()) && Change();

    // Versions follow the clock, so that those of a later activation are higher.
    private bool Change()
    {
        Route = new Route
        {
            Version = Math.Max(Route.Version + 1, time.GetUtcNow().UtcTicks),
            Gateways = _until.Gateways(),
        };
        return true;
    }
}
