using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class TypingTests(ClusterFixture fixture)
{
    private readonly Guid _ownGateway = Guid.NewGuid();
    private readonly Guid _peerGateway = Guid.NewGuid();

    private ChatCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task SetTyping_NotRenewed_EndsAfterSixSeconds()
    {
        var (users, threadId) = await OpenAsync();
        await TypeAsync(threadId, users[0], typing: true);
        Assert.True(await NextAsync(threadId, users));
        Cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await TypeAsync(threadId, users[0], typing: true);
        Cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await TypeAsync(threadId, users[0], typing: true);
        Assert.Empty(Cluster.Pushes.Drain<TypingItem>(_peerGateway));
        Cluster.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(await NextAsync(threadId, users));
        Assert.Empty(Cluster.Pushes.Drain<TypingItem>(_peerGateway));
        Assert.Empty(Cluster.Pushes.Drain<TypingItem>(_ownGateway));
    }

    [Fact]
    public async Task SetTyping_Repeated_PushesOnlyChanges()
    {
        var (users, threadId) = await OpenAsync();
        foreach (var typing in new[] { false, true, true, false, false, true })
        {
            await TypeAsync(threadId, users[0], typing);
        }

        Assert.Equal([true, false, true], Cluster.Pushes.Drain<TypingItem>(_peerGateway).Select(item => item.Typing));
    }

    [Fact]
    public async Task Send_ByWhoTypes_EndsItWithoutAPush()
    {
        var (users, threadId) = await OpenAsync();
        await TypeAsync(threadId, users[0], typing: true);
        (await Cluster.SendAsync(threadId, users[0], "done")).Accepted();
        await TypeAsync(threadId, users[0], typing: true);
        Assert.Equal([true, true], Cluster.Pushes.Drain<TypingItem>(_peerGateway).Select(item => item.Typing));
    }

    [Fact]
    public async Task SetTyping_ClosedThread_IsRefused()
    {
        var (users, threadId) = await OpenAsync();
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Accepted();
        (await Cluster.Thread(threadId).SetTypingAsync(users[0], typing: true)).Refused(RefusalCode.ThreadInactive);
        Assert.Empty(Cluster.Pushes.Drain<TypingItem>(_peerGateway));
    }

    private async Task<(UserId[] Users, ThreadId ThreadId)> OpenAsync()
    {
        var users = await fixture.NewUsersAsync(2);
        await Cluster.User(users[0]).AttachAsync(_ownGateway);
        await Cluster.User(users[1]).AttachAsync(_peerGateway);
        return (users, await Cluster.OpenedAsync(users[0], users[1]));
    }

    private async Task TypeAsync(ThreadId threadId, UserId user, bool typing) =>
        (await Cluster.Thread(threadId, silo: 1).SetTypingAsync(user, typing)).Accepted();

    private async Task<bool> NextAsync(ThreadId threadId, UserId[] users)
    {
        var item = await Cluster.Pushes.NextAsync<TypingItem>(_peerGateway);
        Assert.Equal((threadId, users[0], users[1]), (item.ThreadId, item.UserId, item.Recipient));
        return item.Typing;
    }
}
