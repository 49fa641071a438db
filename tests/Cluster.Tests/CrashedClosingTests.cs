using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>Closings that end between the event and the release.</summary>
[Collection(ClusterGroup.Name)]
public sealed class CrashedClosingTests(ClusterFixture fixture)
{
    private ChatCluster Cluster => fixture.Cluster;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sync_ClosedAndNotReleased_ReleasesBoth(bool activationLives)
    {
        var users = await fixture.NewUsersAsync(2);
        await CloseHalfAsync(users[0], users[1], activationLives);
        Assert.Null(await Cluster.SyncedActiveAsync(users[0]));
        await AssertActiveAsync(users);
    }

    [Fact]
    public async Task Open_CallerHeldByAClosedThread_Opens()
    {
        var users = await fixture.NewUsersAsync(3);
        await CloseHalfAsync(users[0], users[1]);
        await AssertActiveAsync(users, await Cluster.OpenedAsync(users[0], users[2]));
    }

    [Fact]
    public async Task Open_PeerHeldByAClosedThread_Opens()
    {
        var users = await fixture.NewUsersAsync(3);
        await CloseHalfAsync(users[0], users[1]);
        await AssertActiveAsync(users, await Cluster.OpenedAsync(users[2], users[0]));
    }

    [Fact]
    public async Task Open_BothHeldByClosedThreads_Opens()
    {
        var users = await fixture.NewUsersAsync(4);
        await CloseHalfAsync(users[0], users[2]);
        await CloseHalfAsync(users[1], users[3]);
        await AssertActiveAsync(users, await Cluster.OpenedAsync(users[0], users[1]));
    }

    [Fact]
    public async Task OpenClosingCurrent_CallerHeldByAClosedThread_Opens()
    {
        var users = await fixture.NewUsersAsync(3);
        var closed = await CloseHalfAsync(users[0], users[1]);
        await AssertActiveAsync(users, await Cluster.OpenedAsync(users[0], users[2], closeCurrent: true));
        Assert.Equal([EventType.Opened, EventType.Closed], (await fixture.ReadAsync(users)).TypesOf(closed));
    }

    [Fact]
    public async Task Close_ClosedAndNotReleased_ReleasesBoth()
    {
        var users = await fixture.NewUsersAsync(2);
        var closed = await CloseHalfAsync(users[0], users[1]);
        Assert.Equal(2, (await Cluster.Thread(closed).CloseAsync(users[1])).Accepted().LastSeq);
        await AssertActiveAsync(users);
    }

    [Fact]
    public async Task Open_ClosedAndNotReleased_BeginsAnotherPhase()
    {
        var users = await fixture.NewUsersAsync(2);
        var closed = await CloseHalfAsync(users[0], users[1]);
        Assert.Equal(closed, await Cluster.OpenedAsync(users[1], users[0]));
        await AssertActiveAsync(users, closed);
    }

    [Fact]
    public async Task Send_ClosedBehindTheActivationsBack_IsRefused()
    {
        var users = await fixture.NewUsersAsync(2);
        var closed = await CloseHalfAsync(users[0], users[1], activationLives: true);
        (await Cluster.SendAsync(closed, users[0], "late")).Refused(RefusalCode.ThreadInactive);
        Assert.Equal([EventType.Opened, EventType.Closed], (await fixture.ReadAsync(users)).TypesOf(closed));
    }

    [Fact]
    public async Task Release_OfAnEarlierPhase_LeavesTheNewOne()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var first = (await Cluster.ClaimsAsync(users[0])).Single().AttemptId;
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();
        await Cluster.OpenedAsync(users[0], users[1]);
        await Cluster.User(users[0], silo: 1).ReleaseAsync(threadId, first);
        await AssertActiveAsync(users, threadId);
    }

    // A closing that has come as far as its event.
    private async Task<ThreadId> CloseHalfAsync(UserId one, UserId other, bool activationLives = false)
    {
        var threadId = await Cluster.OpenedAsync(one, other);
        if (!activationLives)
        {
            await Cluster.ForgetAsync(threadId);
        }

        await Cluster.StoreAsync(threadId, 2, EventType.Closed, one, phase: null);
        return threadId;
    }

    private async Task AssertActiveAsync(UserId[] users, params ThreadId[] active)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        Assert.Equal(active, stored.Active);
        await stored.AssertClaimsAsync(Cluster, users);
    }
}
