using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>People who are deactivated, suspended or erased.</summary>
[Collection(ClusterGroup.Name)]
public sealed class GoneTests(ClusterFixture fixture)
{
    private ChatCluster Cluster => fixture.Cluster;

    [Theory]
    [InlineData("deactivated_at", PeerState.Deactivated)]
    [InlineData("suspended_at", PeerState.Deactivated)]
    [InlineData("erased_at", PeerState.Erased)]
    public async Task SetGone_ActiveThread_EndsItAndShowsWhy(string column, PeerState state)
    {
        var users = await fixture.NewUsersAsync(3);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        (await Cluster.SendAsync(threadId, users[1], "last words")).Accepted();
        await Cluster.User(users[1]).AttachAsync(Guid.NewGuid());
        await StoreAsync(column, users[1]);
        await Cluster.SetGoneAsync(users[1], gone: true);
        await Cluster.SetGoneAsync(users[1], gone: true, silo: 1);

        Assert.Empty((await AssertSoundAsync(users)).Active);
        (await Cluster.OpenAsync(users[0], users[1])).Refused(RefusalCode.UserNotFound);
        (await Cluster.OpenAsync(users[0], ClusterFixture.HandleOf(users[1]))).Refused(RefusalCode.UserNotFound);
        (await Cluster.OpenAsync(users[1], users[2])).Refused(RefusalCode.Unauthenticated);
        var view = (await Cluster.Reader().GetAsync(users[0], threadId)).Accepted();
        Assert.Equal((state, false, null), (view.Peer.State, view.Peer.Online, view.Peer.LastSeenAt));
        Assert.Equal(state == PeerState.Erased, view.Peer.DisplayName != ClusterFixture.HandleOf(users[1]));
        Assert.Equal(state == PeerState.Erased, view.Peer.Handle == users[1].ToString());
        var presence = Assert.Single(await Cluster.Reader().GetPresenceAsync(users[0], [users[1]]));
        Assert.Equal((false, null), (presence.Online, presence.LastSeenAt));

        // What was said stays, and nobody is held.
        var history = (await Cluster.Reader().GetHistoryAsync(users[0], threadId, new HistoryQuery { Limit = 10 })).Accepted();
        Assert.Equal("text of last words", Assert.Single(history.Messages).Text);
        await Cluster.OpenedAsync(users[0], users[2]);
    }

    [Fact]
    public async Task SetGone_TakenBack_LetsOpenAgain()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        await StoreAsync("deactivated_at", users[1]);
        await Cluster.SetGoneAsync(users[1], gone: true);
        await fixture.ExecuteAsync("UPDATE account SET deactivated_at = NULL WHERE user_id = $1", users[1]);
        await Cluster.SetGoneAsync(users[1], gone: false);
        Assert.Null((await Cluster.Reader().GetAsync(users[0], threadId)).Accepted().Peer.State);
        await Cluster.OpenedAsync(users[0], users[1]);
    }

    [Fact]
    public async Task Open_ComeBackBeforeTheThreadKnew_Opens()
    {
        var users = await fixture.NewUsersAsync(2);
        await Cluster.OpenedAsync(users[0], users[1]);
        await StoreAsync("deactivated_at", users[1]);
        await Cluster.SetGoneAsync(users[1], gone: true);
        await fixture.ExecuteAsync("UPDATE account SET deactivated_at = NULL WHERE user_id = $1", users[1]);
        await Cluster.OpenedAsync(users[0], users[1]);
    }

    [Fact]
    public async Task SetGone_RacingWithOpenings_LeavesNoPhase()
    {
        var random = new Random(41);
        var users = await fixture.NewUsersAsync(2);
        for (var round = 0; round < 10; round++)
        {
            var openings = new[]
            {
                Cluster.OpenAsync(users[0], users[1], silo: random.Next(2)),
                Cluster.OpenAsync(users[1], users[0], silo: random.Next(2)),
            };
            await StoreAsync("suspended_at", users[1]);
            await Cluster.SetGoneAsync(users[1], gone: true, silo: random.Next(2));
            Assert.Empty((await fixture.ReadAsync(users)).Active);
            await Task.WhenAll(openings);
            (await Cluster.OpenAsync(users[0], users[1])).Refused(RefusalCode.UserNotFound);
            Assert.Empty((await AssertSoundAsync(users)).Active);
            await fixture.ExecuteAsync("UPDATE account SET suspended_at = NULL WHERE user_id = $1", users[1]);
            await Cluster.SetGoneAsync(users[1], gone: false, silo: random.Next(2));
        }
    }

    private async Task<StoredThreads> AssertSoundAsync(UserId[] users)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        await stored.AssertClaimsAsync(Cluster, users);
        return stored;
    }

    private Task StoreAsync(string column, UserId user) =>
        fixture.ExecuteAsync($"UPDATE account SET {column} = now() WHERE user_id = $1", user);
}
