using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class PresenceTests(ClusterFixture fixture)
{
    private readonly Guid _gateway = Guid.NewGuid();
    private readonly Guid _otherGateway = Guid.NewGuid();
    private readonly Guid _watcher = Guid.NewGuid();

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Attach_Watched_TellsOnlineOnceTheFoldIsOver()
    {
        var user = await WatchedAsync();
        await user.AttachAsync(_gateway);
        await user.AttachAsync(_otherGateway);
        Assert.Empty(Cluster.Pushes.Drain<PresenceItem>(_watcher));
        Cluster.Clock.Advance(UserPresence.Fold);
        var told = await Cluster.Pushes.NextAsync<PresenceItem>(_watcher);
        Assert.Equal((true, null), (told.Presence.Online, told.Presence.LastSeenAt));
    }

    [Fact]
    public async Task AttachAndDetach_WithinTheFold_TellTheLastOnly()
    {
        var user = await WatchedAsync();
        await user.AttachAsync(_gateway);
        await user.DetachAsync(_gateway);
        await user.AttachAsync(_otherGateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.True((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);

        // Away and back again: nothing to tell, so that what comes next is the end.
        await user.DetachAsync(_otherGateway);
        await user.AttachAsync(_otherGateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        await user.DetachAsync(_otherGateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        var gone = (await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence;
        Assert.False(gone.Online);
        Assert.InRange(Cluster.Clock.GetUtcNow() - gone.LastSeenAt!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Empty(Cluster.Pushes.Drain<PresenceItem>(_watcher));
    }

    [Fact]
    public async Task Lease_NotRenewed_EndsByItself()
    {
        var user = await WatchedAsync();
        await user.AttachAsync(_gateway);
        await user.AttachAsync(_otherGateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.True((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);

        Cluster.Clock.Advance(DeliveryTimes.Lease - DeliveryTimes.Renewal);
        await user.AttachAsync(_gateway);
        Cluster.Clock.Advance(DeliveryTimes.Renewal);
        await user.WatchAsync(_watcher);
        while ((await user.GetRouteAsync()).Gateways is not [var left] || left != _gateway)
        {
        }

        Cluster.Clock.Advance(DeliveryTimes.Lease);
        await user.WatchAsync(_watcher);
        while (!(await user.GetRouteAsync()).Gateways.IsEmpty)
        {
        }

        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.False((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Presence.Online);
    }

    [Fact]
    public async Task Attach_PresenceNotShared_IsNotTold()
    {
        var user = await WatchedAsync();
        (await user.SetSettingsAsync(new UserSettings { SharePresence = false })).Accepted();
        var hidden = await Cluster.Pushes.NextAsync<PresenceItem>(_watcher);
        Assert.Equal((false, null, false), (hidden.Presence.Online, hidden.Presence.LastSeenAt, hidden.PerViewer));
        await user.AttachAsync(_gateway);
        var attached = Cluster.Clock.GetUtcNow();
        Cluster.Clock.Advance(UserPresence.Fold);
        while (!await HasRowSinceAsync(user, attached + UserPresence.Fold))
        {
        }

        (await user.SetSettingsAsync(new UserSettings { SharePresence = true })).Accepted();
        Assert.True((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).PerViewer);
        await user.DetachAsync(_gateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        var gone = await Cluster.Pushes.NextAsync<PresenceItem>(_watcher);
        Assert.Equal((false, false), (gone.Presence.Online, gone.PerViewer));
        Assert.NotNull(gone.Presence.LastSeenAt);
    }

    [Fact]
    public async Task Change_OfSomebodyBlocked_IsToldToEachAsTheyMaySeeIt()
    {
        var users = await fixture.NewUsersAsync(2);
        var user = Cluster.User(users[0], silo: 1);
        await user.WatchAsync(_watcher);
        (await Cluster.BlockAsync(users[1], users[0])).Accepted();
        var told = await Cluster.Pushes.NextAsync<PresenceItem>(_watcher);
        Assert.Equal((true, users[1]), (told.PerViewer, told.Viewer));
        Assert.Equal((false, null), (told.Presence.Online, told.Presence.LastSeenAt));

        // What the grain knows of it outlives the grain.
        await Cluster.ForgetAsync(users[0]);
        await user.WatchAsync(_watcher);
        await user.AttachAsync(_gateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        var online = await Cluster.Pushes.NextAsync<PresenceItem>(_watcher);
        Assert.Equal((true, null), (online.PerViewer, online.Viewer));

        (await Cluster.BlockAsync(users[1], users[0], blocked: false)).Accepted();
        Assert.Equal(users[1], (await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).Viewer);
        await user.DetachAsync(_gateway);
        Cluster.Clock.Advance(UserPresence.Fold);
        Assert.False((await Cluster.Pushes.NextAsync<PresenceItem>(_watcher)).PerViewer);
    }

    // The row is written before anybody is told. The one that attaching writes at once is older than the fold.
    private async Task<bool> HasRowSinceAsync(IUserGrain user, DateTimeOffset written)
    {
        await using var command = fixture.Source.CreateCommand(
            "SELECT count(*) FROM presence WHERE user_id = $1 AND online_until >= $2");
        command.Parameters.Add(new() { Value = user.GetPrimaryKey() });
        command.Parameters.Add(new() { Value = (written + UserPresence.RowLease).UtcDateTime });
        return await command.ExecuteScalarAsync() is 1L;
    }

    private async Task<IUserGrain> WatchedAsync()
    {
        var user = Cluster.User(await fixture.NewUserAsync(), silo: 1);
        await user.WatchAsync(_watcher);
        return user;
    }
}
