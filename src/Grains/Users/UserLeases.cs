using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Users;

/// <summary>Where a user's connections are: leases of gateways, in memory, and the route they make. No I/O.</summary>
internal sealed class UserLeases(UserId userId, GatewayUsers users, TimeProvider time)
{
    private readonly GatewayTimes _until = new();

    /// <summary>The route as of the last change.</summary>
    public Route Route { get; private set; } = new() { Version = time.GetUtcNow().UtcTicks, Gateways = [] };

    /// <summary>Whether any lease is held.</summary>
    public bool Online => _until.Count > 0;

    /// <summary>Takes or renews a lease; true when the route changed.</summary>
    public bool Renew(Guid gatewayId)
    {
        if (!_until.Set(gatewayId, time.GetUtcNow() + DeliveryTimes.Lease))
        {
            return false;
        }

        users.Add(gatewayId, userId);
        return Change();
    }

    /// <summary>Ends a lease; true when the route changed.</summary>
    public bool End(Guid gatewayId)
    {
        if (!_until.Remove(gatewayId))
        {
            return false;
        }

        users.Remove(gatewayId, userId);
        return Change();
    }

    /// <summary>Ends a lease that was last renewed before this moment; true when the route changed.</summary>
    public bool Lose(Guid gatewayId, DateTimeOffset renewedBefore) =>
        _until.At(gatewayId) is { } until && until - DeliveryTimes.Lease < renewedBefore && End(gatewayId);

    /// <summary>Ends the leases that nobody renewed; true when the route changed.</summary>
    public bool Expire()
    {
        var ended = _until.RemoveUpTo(time.GetUtcNow());
        foreach (var gatewayId in ended)
        {
            users.Remove(gatewayId, userId);
        }

        return !ended.IsEmpty && Change();
    }

    /// <summary>The grain's life in this silo ends, and with it what the silo knows of its leases.</summary>
    public void Forget()
    {
        foreach (var gatewayId in _until.Gateways())
        {
            users.Remove(gatewayId, userId);
        }
    }

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
