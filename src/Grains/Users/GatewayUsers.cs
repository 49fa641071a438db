using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Users;

/// <summary>
/// The users in this silo by the gateways that hold leases on them, so that a gateway's end reaches its users without
/// asking everybody. In memory, like the leases.
/// </summary>
internal sealed class GatewayUsers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, HashSet<UserId>> _users = [];

    /// <summary>The gateways that hold somebody here.</summary>
    public Guid[] Gateways()
    {
        lock (_gate)
        {
            return [.. _users.Keys];
        }
    }

    /// <summary>Whom a gateway holds here.</summary>
    public UserId[] Of(Guid gatewayId)
    {
        lock (_gate)
        {
            return _users.TryGetValue(gatewayId, out var users) ? [.. users] : [];
        }
    }

    public void Add(Guid gatewayId, UserId userId)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(gatewayId, out var users))
            {
                _users.Add(gatewayId, users = []);
            }

            _ = users.Add(userId);
        }
    }

    public void Remove(Guid gatewayId, UserId userId)
    {
        lock (_gate)
        {
            if (_users.TryGetValue(gatewayId, out var users) && users.Remove(userId) && users.Count == 0)
            {
                _ = _users.Remove(gatewayId);
            }
        }
    }
}
