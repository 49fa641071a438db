using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class OpeningTests(ClusterFixture fixture)
{
    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Open_FreeUsers_OpensAndClaimsBoth()
    {
        var users = await fixture.NewUsersAsync(2);
        var opened = (await Cluster.OpenAsync(users[1], ClusterFixture.HandleOf(users[0]))).Accepted();
        Assert.True(opened.Created);
        Assert.True(opened.Thread.Active);
        Assert.Equal(1, opened.Thread.LastSeq);
        Assert.Equal(users[0], opened.Thread.Peer.UserId);

        var stored = await fixture.ReadAsync(users);
        Assert.Equal([opened.Thread.ThreadId], stored.Active);
        await stored.AssertClaimsAsync(Cluster, users);
        Assert.Equal(opened.Thread.ThreadId, await Cluster.SyncedActiveAsync(users[0], silo: 1));
    }

    [Fact]
    public async Task Open_WithOneself_IsRefused()
    {
        var user = await fixture.NewUserAsync();
        Assert.Equal("with", (await Cluster.OpenAsync(user, user)).Refused(RefusalCode.InvalidArgument).Field);
        Assert.Empty((await fixture.ReadAsync(user)).Threads);
    }

    [Theory]
    [InlineData("nobody.has.this.handle")]
    [InlineData("u_00000000000000000000000000000000")]
    [InlineData("")]
    public async Task Open_UnknownUser_IsRefused(string with)
    {
        var user = await fixture.NewUserAsync();
        (await Cluster.OpenAsync(user, with)).Refused(RefusalCode.UserNotFound);
        Assert.Empty(await Cluster.ClaimsAsync(user));
    }

    [Fact]
    public async Task Open_WhatIsOpen_ChangesNothing()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var claims = await Cluster.ClaimsAsync(users[0]);
        foreach (var closeCurrent in new[] { false, true })
        {
            var again = (await Cluster.OpenAsync(users[1], users[0], closeCurrent, silo: 1)).Accepted();
            Assert.False(again.Created);
            Assert.Equal((threadId, 1), (again.Thread.ThreadId, again.Thread.LastSeq));
        }

        Assert.Equal([EventType.Opened], (await fixture.ReadAsync(users)).TypesOf(threadId));
        Assert.Equal(claims, await Cluster.ClaimsAsync(users[0]));
    }

    [Fact]
    public async Task Close_OpenThread_FreesBoth()
    {
        var users = await fixture.NewUsersAsync(4);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        var closed = (await Cluster.Thread(threadId, silo: 1).CloseAsync(users[1])).Accepted();
        Assert.Equal((false, 2), (closed.Active, closed.LastSeq));
        await Cluster.OpenedAsync(users[2], users[0]);
        await Cluster.OpenedAsync(users[1], users[3]);
        await AssertSoundAsync(users);
    }

    [Fact]
    public async Task Close_WhatIsClosed_ChangesNothing()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();
        var again = (await Cluster.Thread(threadId).CloseAsync(users[1])).Accepted();
        Assert.Equal((false, 2), (again.Active, again.LastSeq));
        Assert.Equal([EventType.Opened, EventType.Closed], (await fixture.ReadAsync(users)).TypesOf(threadId));
    }

    [Fact]
    public async Task Open_ClosedThread_BeginsAnotherPhase()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();
        (await Cluster.SendAsync(threadId, users[0], "early")).Refused(RefusalCode.ThreadInactive);

        var again = (await Cluster.OpenAsync(users[1], users[0])).Accepted();
        Assert.Equal((threadId, 3, false), (again.Thread.ThreadId, again.Thread.LastSeq, again.Created));
        (await Cluster.SendAsync(threadId, users[0], "early")).Accepted();
        await AssertSoundAsync(users);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    public async Task Open_OneIsBusy_SaysWho(int busy, int other, int stranger)
    {
        var users = await fixture.NewUsersAsync(3);
        var threadId = await Cluster.OpenedAsync(users[busy], users[other]);
        var self = (await Cluster.OpenAsync(users[busy], users[stranger])).Refused(RefusalCode.SelfBusy);
        Assert.Equal(threadId, self.ActiveThreadId);
        var peer = (await Cluster.OpenAsync(users[stranger], users[busy])).Refused(RefusalCode.PeerBusy);
        Assert.Null(peer.ActiveThreadId);
        Assert.Empty(await Cluster.ClaimsAsync(users[stranger]));
        await AssertSoundAsync(users);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Open_BothAreBusy_NamesTheCallersOwnClaim(int caller, int peer)
    {
        var users = await fixture.NewUsersAsync(4);
        var own = await Cluster.OpenedAsync(users[caller], users[2]);
        await Cluster.OpenedAsync(users[peer], users[3]);
        var refused = (await Cluster.OpenAsync(users[caller], users[peer])).Refused(RefusalCode.SelfBusy);
        Assert.Equal(own, refused.ActiveThreadId);
        await AssertSoundAsync(users);
    }

    [Fact]
    public async Task AnyCall_ByAStranger_IsRefused()
    {
        var users = await fixture.NewUsersAsync(3);
        var thread = Cluster.Thread(await Cluster.OpenedAsync(users[0], users[1]));
        (await thread.OpenAsync(users[2], closeCurrent: false)).Refused(RefusalCode.NotAMember);
        (await thread.CloseAsync(users[2])).Refused(RefusalCode.NotAMember);
        (await thread.MarkAsync(users[2], 1, 1)).Refused(RefusalCode.NotAMember);
        (await thread.SetTypingAsync(users[2], typing: true)).Refused(RefusalCode.NotAMember);
        (await thread.SendAsync(users[2], [ChatCluster.Message("a")])).Single().Refused(RefusalCode.NotAMember);
        (await Cluster.Thread(ThreadId.NewRandom()).CloseAsync(users[0])).Refused(RefusalCode.ThreadNotFound);
        await AssertSoundAsync(users);
    }

    private async Task AssertSoundAsync(Grains.Abstractions.Users.UserId[] users)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        await stored.AssertClaimsAsync(Cluster, users);
    }
}
