using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Users;

namespace ChatOrleans.State.Tests;

public sealed class UserLeasesTests
{
    private readonly Clock _clock = new();
    private readonly GatewayUsers _users = new();
    private readonly UserId _user = UserId.NewRandom();
    private readonly Guid _gateway = Guid.NewGuid();
    private readonly Guid _other = Guid.NewGuid();
    private readonly UserLeases _leases;

    public UserLeasesTests() => _leases = new UserLeases(_user, _users, _clock);

    [Fact]
    public void Lose_RenewedBefore_EndsThatLeaseOnly()
    {
        _leases.Renew(_gateway);
        _leases.Renew(_other);
        _clock.Now += TimeSpan.FromSeconds(6);

        Assert.True(_leases.Lose(_gateway, _clock.Now - TimeSpan.FromSeconds(5)));
        Assert.Equal(_other, Assert.Single(_leases.Route.Gateways));
        Assert.True(_leases.Online);
        Assert.False(_leases.Lose(_gateway, _clock.Now));
    }

    [Fact]
    public void Lose_RenewedMeanwhile_KeepsIt()
    {
        _leases.Renew(_gateway);
        _clock.Now += TimeSpan.FromSeconds(20);
        _leases.Renew(_gateway);

        Assert.False(_leases.Lose(_gateway, _clock.Now));
        Assert.Equal(_gateway, Assert.Single(_leases.Route.Gateways));
    }

    [Fact]
    public void UsersOfAGateway_FollowTheLeases()
    {
        var neighbour = new UserLeases(UserId.NewRandom(), _users, _clock);
        neighbour.Renew(_gateway);
        _leases.Renew(_gateway);
        _leases.Renew(_other);
        Assert.Equal(2, _users.Of(_gateway).Length);
        Assert.Equal(_user, Assert.Single(_users.Of(_other)));

        _leases.End(_other);
        Assert.Empty(_users.Of(_other));
        Assert.Equal(_gateway, Assert.Single(_users.Gateways()));

        _clock.Now += DeliveryTimes.Lease;
        Assert.True(_leases.Expire());
        Assert.False(_leases.Online);
        Assert.Single(_users.Of(_gateway));
        neighbour.Forget();
        Assert.Empty(_users.Gateways());
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
