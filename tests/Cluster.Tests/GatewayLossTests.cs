using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class GatewayLossTests(ClusterFixture fixture)
{
    private readonly Guid _gateway = Guid.NewGuid();
    private readonly Guid _otherGateway = Guid.NewGuid();
    private readonly Guid _watcher = Guid.NewGuid();

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task GatewayGone_UsersItAloneHeld_GoOfflineWithoutTheirLeasesRunningOut()
    {
        await Cluster.Stream(_gateway).RenewAsync(_gateway);
        var users = new List<IUserGrain>();
        for (var i = 0; i < 6; i++)
        {
            users.Add(await OnlineAsync(silo: i % 2));
        }

        // Long after the last renewal, long before the end of the lease.
        Cluster.Clock.Advance(DeliveryTimes.Lease / 3);
        await Cluster.Stream(_gateway).ReleaseAsync(_gateway);
        foreach (var user in users)
        {
            await RouteIsAsync(user);
        }

        Cluster.Clock.Advance(UserPresence.Fold);
        var gone = new HashSet<UserId>();
        while (gone.Count < users.Count)
        {
            var told = (await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence;
            Assert.False(told.Online);
            Assert.True(gone.Add(told.UserId));
        }
    }

    [Fact]
    public async Task GatewayGone_UserElsewhereToo_StaysOnline()
    {
        await Cluster.Stream(_gateway).RenewAsync(_gateway);
        var user = await OnlineAsync();
        Cluster.Clock.Advance(DeliveryTimes.Lease / 3);
        await user.AttachAsync(_otherGateway);
        await Cluster.Stream(_gateway).ReleaseAsync(_gateway);
        await RouteIsAsync(user, _otherGateway);

        // Nothing was told of it: the next is what comes next.
        await user.DetachAsync(_otherGateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.False((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);
        Assert.Empty(Cluster.Pushes.Drain<PresenceItem>(_watcher));
    }

    [Fact]
    public async Task GatewayGone_UserReconnectsElsewhere_IsOnlineAgain()
    {
        await Cluster.Stream(_gateway).RenewAsync(_gateway);
        var user = await OnlineAsync();
        Cluster.Clock.Advance(DeliveryTimes.Lease / 3);
        await Cluster.Stream(_gateway).ReleaseAsync(_gateway);
        await RouteIsAsync(user);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.False((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);

        await user.AttachAsync(_otherGateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.True((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);
    }

    /// <summary>The silo that held the user's leases died together with the gateway: nobody there is left to tell.</summary>
    [Fact]
    public async Task GatewayAndLeasesGone_NobodyComesBack_TheNextLifeTellsIt()
    {
        var user = await OnlineAsync();
        await Cluster.ForgetAsync(new UserId(user.GetPrimaryKey()));
        Assert.False((await user.WatchAsync(_watcher))!.Online);
        Cluster.Clock.Advance(UserPresence.Settling);

        var gone = (await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence;
        Assert.False(gone.Online);
        Assert.NotNull(gone.LastSeenAt);
        Assert.Equal(gone, await user.WatchAsync(_watcher));
    }

    [Fact]
    public async Task LeasesGone_TheGatewayRenewsInTime_NothingIsTold()
    {
        var user = await OnlineAsync();
        await Cluster.ForgetAsync(new UserId(user.GetPrimaryKey()));
        await user.WatchAsync(_watcher);
        Assert.True((await user.AttachAsync(_gateway)).Taken);
        Assert.True((await user.WatchAsync(_watcher))!.Online);
        Cluster.Clock.Advance(UserPresence.Settling);
        Assert.True((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);

        await user.DetachAsync(_gateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.False((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);
        Assert.Empty(Cluster.Pushes.Drain<PresenceItem>(_watcher));
    }

    [Fact]
    public async Task Watch_UserOfflineForLong_NothingIsTold()
    {
        var user = Cluster.User(await fixture.NewUserAsync());
        await user.WatchAsync(_watcher);
        Cluster.Clock.Advance(UserPresence.Settling);
        await user.AttachAsync(_gateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.True((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);
    }

    private async Task<IUserGrain> OnlineAsync(int silo = 1)
    {
        var user = Cluster.User(await fixture.NewUserAsync(), silo);
        await user.WatchAsync(_watcher);
        await user.AttachAsync(_gateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.True((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);
        return user;
    }

    private static async Task RouteIsAsync(IUserGrain user, params Guid[] gateways)
    {
        while (!(await user.GetRouteAsync()).Gateways.SequenceEqual(gateways))
        {
        }
    }
}
