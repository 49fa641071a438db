using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class ActiveLimitTests(ClusterFixture fixture)
{
    [Fact]
    public async Task Open_NoLimit_OpensManyAtOnce()
    {
        await using var cluster = await fixture.StartClusterAsync(maxActiveThreads: 0);
        var users = await fixture.NewUsersAsync(7);
        var answers = await Task.WhenAll(
            users.Skip(1).Select((peer, i) => cluster.OpenAsync(users[0], peer, closeCurrent: i % 2 == 0, silo: i % 2)));
        Assert.All(answers, answer => answer.Accepted());

        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        Assert.Equal(6, stored.ActiveOf(users[0]).Count);
        await stored.AssertClaimsAsync(cluster, users);
    }

    [Fact]
    public async Task Open_LimitOfTwo_RefusesTheThird()
    {
        await using var cluster = await fixture.StartClusterAsync(maxActiveThreads: 2);
        var users = await fixture.NewUsersAsync(5);
        var first = await cluster.OpenedAsync(users[2], users[0]);
        var second = await cluster.OpenedAsync(users[2], users[1]);
        var refused = (await cluster.OpenAsync(users[2], users[3])).Refused(RefusalCode.SelfBusy);
        Assert.True(refused.ActiveThreadId == first || refused.ActiveThreadId == second);
        (await cluster.OpenAsync(users[3], users[2])).Refused(RefusalCode.PeerBusy);
        await AssertActiveAsync(cluster, users, 2);

        // One of the two makes room, the other stays.
        var third = await cluster.OpenedAsync(users[2], users[3], closeCurrent: true);
        Assert.Contains(third, await AssertActiveAsync(cluster, users, 2));
    }

    [Fact]
    public async Task Open_LimitOfTwoAndManyAtOnce_FillsTheLimit()
    {
        await using var cluster = await fixture.StartClusterAsync(maxActiveThreads: 2);
        var users = await fixture.NewUsersAsync(6);
        var answers = await Task.WhenAll(users.Skip(1).Select((peer, i) => cluster.OpenAsync(peer, users[0], silo: i % 2)));
        Assert.Equal(2, answers.Count(answer => answer.Ok));
        Assert.All(answers.Where(answer => !answer.Ok), answer => answer.Refused(RefusalCode.PeerBusy));
        await AssertActiveAsync(cluster, users, 2);
    }

    private async Task<List<Grains.Abstractions.Threads.ThreadId>> AssertActiveAsync(ChatCluster cluster, UserId[] users, int count)
    {
        var stored = await fixture.ReadAsync(users);
        stored.AssertSound();
        Assert.Equal(count, stored.Active.Count);
        await stored.AssertClaimsAsync(cluster, users);
        return stored.Active;
    }
}
