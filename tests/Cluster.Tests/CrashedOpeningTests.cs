using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Cluster.Tests;

/// <summary>Openings that end between two steps.</summary>
[Collection(ClusterGroup.Name)]
public sealed class CrashedOpeningTests(ClusterFixture fixture)
{
    private static readonly TimeSpan LongerThanAnOpening = ThreadOpening.Lasts + TimeSpan.FromSeconds(1);

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Open_PendingClaimsOfTheSameThread_TakesThemOver()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await fixture.NewThreadAsync(users[0], users[1]);
        await ClaimAsync(threadId, Guid.NewGuid(), users);
        Assert.Equal(threadId, await Cluster.OpenedAsync(users[1], users[0]));
        await AssertActiveAsync(users, threadId);
    }

    [Fact]
    public async Task Open_PeerHeldByAnOldPendingClaim_FreesAndOpens()
    {
        var users = await fixture.NewUsersAsync(3);
        var left = await fixture.NewThreadAsync(users[1], users[2]);
        await ClaimAsync(left, Guid.NewGuid(), users[1], users[2]);
        Cluster.Clock.Advance(LongerThanAnOpening);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        await AssertActiveAsync(users, threadId);
    }

    [Fact]
    public async Task Open_PeerHeldByAYoungPendingClaim_IsRefusedAndLeavesIt()
    {
        var users = await fixture.NewUsersAsync(3);
        var young = await fixture.NewThreadAsync(users[1], users[2]);
        var attempt = Guid.NewGuid();
        await ClaimAsync(young, attempt, users[1], users[2]);
        (await Cluster.OpenAsync(users[0], users[1])).Refused(RefusalCode.PeerBusy);
        Assert.Equal(attempt, Assert.Single(await Cluster.ClaimsAsync(users[1])).AttemptId);
        Assert.Empty(await Cluster.ClaimsAsync(users[0]));
    }

    [Fact]
    public async Task Open_PeerHeldByAnOpeningThatGivesUp_WaitsForIt()
    {
        var users = await fixture.NewUsersAsync(3);
        var other = await fixture.NewThreadAsync(users[1], users[2]);
        var attempt = Guid.NewGuid();
        await ClaimAsync(other, attempt, users[1]);
        var opening = Cluster.OpenAsync(users[0], users[1]);

        // The lower id is claimed first: once it is held, the opening is at the one in its way.
        while ((await Cluster.User(users[0]).GetClaimsAsync()).IsEmpty)
        {
        }

        await Cluster.User(users[1]).ReleaseAsync(other, attempt);
        var threadId = (await opening).Accepted().Thread.ThreadId;
        await AssertActiveAsync(users, threadId);
    }

    [Fact]
    public async Task Open_OpenedWithPendingClaims_ConfirmsAndIsRefused()
    {
        var users = await fixture.NewUsersAsync(3);
        var active = await OpenHalfAsync(users[0], users[1], claimed: true);
        var refused = (await Cluster.OpenAsync(users[0], users[2])).Refused(RefusalCode.SelfBusy);
        Assert.Equal(active, refused.ActiveThreadId);
        await AssertActiveAsync(users, active);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sync_OpenedAndNotConfirmed_ConfirmsBoth(bool claimed)
    {
        var users = await fixture.NewUsersAsync(2);
        var active = await OpenHalfAsync(users[0], users[1], claimed);
        Cluster.Clock.Advance(LongerThanAnOpening);
        Assert.Equal(active, await Cluster.SyncedActiveAsync(users[0], silo: 1));
        await AssertActiveAsync(users, active);
    }

    [Fact]
    public async Task Open_OpenedAndNotConfirmed_ConfirmsBothAndStoresNothing()
    {
        var users = await fixture.NewUsersAsync(2);
        var active = await OpenHalfAsync(users[0], users[1], claimed: false);
        Assert.Equal(1, (await Cluster.OpenAsync(users[1], users[0])).Accepted().Thread.LastSeq);
        await AssertActiveAsync(users, active);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sync_ConfirmedClaimsLostWhileTheThreadLives_ConfirmsThemAgain(bool renamed)
    {
        var users = await fixture.NewUsersAsync(2);
        var active = await Cluster.OpenedAsync(users[0], users[1]);

        // What a second activation does that knows nothing of the first one's phase.
        var attempt = renamed ? Guid.NewGuid() : (await Cluster.ClaimsAsync(users[0]))[0].AttemptId;
        await ClaimAsync(active, attempt, users);
        if (!renamed)
        {
            await Task.WhenAll(users.Select(user => Cluster.User(user).ReleaseAsync(active, attempt)));
        }

        Cluster.Clock.Advance(LongerThanAnOpening);
        Assert.Equal(active, await Cluster.SyncedActiveAsync(users[0]));
        await AssertActiveAsync(users, active);
    }

    [Fact]
    public async Task Sync_OpenedWithoutClaimsAndAMemberBusyElsewhere_EndsThePhase()
    {
        var users = await fixture.NewUsersAsync(3);
        var elsewhere = await Cluster.OpenedAsync(users[1], users[2]);
        await OpenHalfAsync(users[0], users[1], claimed: false);
        Assert.Null(await Cluster.SyncedActiveAsync(users[0]));
        await AssertActiveAsync(users, elsewhere);
    }

    [Fact]
    public async Task OpenClosingCurrent_NobodyCommits_FreesThePeerInTime()
    {
        var users = await fixture.NewUsersAsync(4);
        var current = await Cluster.OpenedAsync(users[0], users[2]);
        var left = await fixture.NewThreadAsync(users[0], users[1]);
        var step = (await Cluster.Thread(left).OpenAsync(users[0], closeCurrent: true)).Accepted();
        Assert.Equal(current, step.CloseFirst);

        Cluster.Clock.Advance(LongerThanAnOpening);
        var threadId = await Cluster.OpenedAsync(users[3], users[1]);
        await AssertActiveAsync(users, current, threadId);
        var late = (await Cluster.Thread(left).CommitOpenAsync(users[0], step.AttemptId)).Accepted();
        Assert.Equal(RefusalCode.Unavailable, late.Refused?.Code);
        await AssertActiveAsync(users, current, threadId);
    }

    // An opening that has come as far as its event.
    private async Task<ThreadId> OpenHalfAsync(UserId one, UserId other, bool claimed)
    {
        var (threadId, attempt) = (await fixture.NewThreadAsync(one, other), Guid.NewGuid());
        if (claimed)
        {
            await ClaimAsync(threadId, attempt, one, other);
        }

        await Cluster.StoreAsync(threadId, 1, EventType.Opened, one, attempt);
        return threadId;
    }

    private async Task ClaimAsync(ThreadId threadId, Guid attempt, params UserId[] users)
    {
        foreach (var user in users)
        {
            Assert.True((await Cluster.User(user).ClaimAsync(threadId, attempt, alongside: false)).Granted);
        }
    }

    private async Task AssertActiveAsync(UserId[] users, params ThreadId[] active)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        Assert.Equal(active.OrderBy(id => id.Value), stored.Active.OrderBy(id => id.Value));
        await stored.AssertClaimsAsync(Cluster, users);
    }
}
