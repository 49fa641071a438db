using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class RouteTests(ClusterFixture fixture)
{
    private readonly Guid _gateway = Guid.NewGuid();
    private readonly Guid _otherGateway = Guid.NewGuid();

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Open_AttachedUsers_PushesToBothInOrder()
    {
        var users = await fixture.NewUsersAsync(2);
        await Cluster.User(users[0]).AttachAsync(_gateway);
        await Cluster.User(users[1], silo: 1).AttachAsync(_otherGateway);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Cluster.SendAsync(threadId, users[i % 2], $"m{i}", silo: i % 2)));
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();

        foreach (var (user, gateway) in users.Zip([_gateway, _otherGateway]))
        {
            // Whatever was acknowledged has been posted.
            var pushed = Cluster.Pushes.Drain<GatewayItem>(gateway);
            var events = pushed.OfType<EventItem>().ToList();
            Assert.Equal(Enumerable.Range(1, 52).Select(seq => (long)seq), events.Select(item => item.Event.Seq));
            Assert.All(events, item => Assert.Equal(user, Assert.Single(item.Recipients)));
            var changes = pushed.OfType<ThreadChangedItem>().Where(item => item.Recipient == user).ToList();
            Assert.Equal([true, false], changes.Select(item => item.Thread.Active));
        }
    }

    [Fact]
    public async Task SetRoute_OlderVersion_IsIgnored()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var known = await Cluster.User(users[0]).GetRouteAsync();
        await SetRouteAsync(threadId, users[0], known.Version + 2, _gateway);
        await SetRouteAsync(threadId, users[0], known.Version + 1, _otherGateway);
        await SetRouteAsync(threadId, users[0], known.Version + 2, _otherGateway);
        (await Cluster.SendAsync(threadId, users[1], "one")).Accepted();
        Assert.Equal([2L], Seqs(_gateway));
        Assert.Empty(Seqs(_otherGateway));

        await SetRouteAsync(threadId, users[0], known.Version + 3, _otherGateway);
        (await Cluster.SendAsync(threadId, users[1], "two")).Accepted();
        Assert.Empty(Seqs(_gateway));
        Assert.Equal([3L], Seqs(_otherGateway));
    }

    [Fact]
    public async Task SetRoute_OfAStranger_IsIgnored()
    {
        var users = await fixture.NewUsersAsync(3);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        await SetRouteAsync(threadId, users[2], long.MaxValue, _gateway);
        (await Cluster.SendAsync(threadId, users[1], "secret")).Accepted();
        Assert.Empty(Seqs(_gateway));
    }

    [Fact]
    public async Task Attach_WhileAThreadIsActive_RoutesItsNextEvents()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var attachment = await Cluster.User(users[0]).AttachAsync(_gateway);
        Assert.Equal(_gateway, Assert.Single(attachment.Route.Gateways));
        Assert.Equal(threadId, Assert.Single(attachment.Claims).ThreadId);
        await Cluster.Thread(threadId, silo: 1).SetRouteAsync(users[0], attachment.Route);
        (await Cluster.SendAsync(threadId, users[1], "hello")).Accepted();
        Assert.Equal([2L], Seqs(_gateway));
    }

    [Fact]
    public async Task Send_AfterTheThreadWasForgotten_IsStillRouted()
    {
        var users = await fixture.NewUsersAsync(2);
        await Cluster.User(users[0]).AttachAsync(_gateway);
        await Cluster.User(users[0]).AttachAsync(_otherGateway);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        await Cluster.ForgetAsync(threadId);
        (await Cluster.SendAsync(threadId, users[1], "hello")).Accepted();
        Assert.Equal([1L, 2L], Seqs(_gateway));
        Assert.Equal([1L, 2L], Seqs(_otherGateway));
    }

    private Task SetRouteAsync(ThreadId threadId, UserId member, long version, Guid gateway) =>
        Cluster.Thread(threadId).SetRouteAsync(member, new Route { Version = version, Gateways = [gateway] });

    private List<long> Seqs(Guid gateway) => [.. Cluster.Pushes.Drain<EventItem>(gateway).Select(item => item.Event.Seq)];
}
