using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class ClosingCurrentTests(ClusterFixture fixture)
{
    private ChatCluster Cluster => fixture.Cluster;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task OpenClosingCurrent_FreePeer_MovesTheCaller(int caller, int peer)
    {
        var users = await fixture.NewUsersAsync(3);
        var left = await Cluster.OpenedAsync(users[caller], users[2]);
        var entered = await Cluster.OpenedAsync(users[caller], users[peer], closeCurrent: true);

        var stored = await fixture.ReadAsync(users);
        Assert.Equal([EventType.Opened, EventType.Closed], stored.TypesOf(left));
        Assert.Equal([entered], stored.Active);
        await stored.AssertClaimsAsync(Cluster, users);
        Assert.Null(await Cluster.SyncedActiveAsync(users[2]));
        Assert.Equal(entered, await Cluster.SyncedActiveAsync(users[caller]));
    }

    [Fact]
    public async Task OpenClosingCurrent_FreeCaller_Opens()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1], closeCurrent: true);
        await AssertActiveAsync(users, threadId);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task OpenClosingCurrent_BusyPeer_LeavesTheCurrentOpen(int caller, int peer)
    {
        var users = await fixture.NewUsersAsync(4);
        var current = await Cluster.OpenedAsync(users[caller], users[2]);
        var other = await Cluster.OpenedAsync(users[peer], users[3]);

        // The caller would have moved: only the peer's claim is in the way.
        (await Cluster.OpenAsync(users[caller], users[peer], closeCurrent: true)).Refused(RefusalCode.PeerBusy);
        await AssertActiveAsync(users, current, other);
        (await Cluster.SendAsync(current, users[2], "still")).Accepted();
    }

    [Fact]
    public async Task OpenClosingCurrent_BothMoveToEachOther_LeavesBothWhereTheyAre()
    {
        var users = await fixture.NewUsersAsync(4);
        var one = await Cluster.OpenedAsync(users[0], users[2]);
        var other = await Cluster.OpenedAsync(users[1], users[3]);
        var answers = await Task.WhenAll(
            Cluster.OpenAsync(users[0], users[1], closeCurrent: true, silo: 0),
            Cluster.OpenAsync(users[1], users[0], closeCurrent: true, silo: 1));
        Assert.All(answers, answer => answer.Refused(RefusalCode.PeerBusy));
        await AssertActiveAsync(users, one, other);
    }

    private async Task AssertActiveAsync(Grains.Abstractions.Users.UserId[] users, params ThreadId[] active)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        Assert.Equal(active.OrderBy(id => id.Value), stored.Active.OrderBy(id => id.Value));
        await stored.AssertClaimsAsync(Cluster, users);
    }
}
