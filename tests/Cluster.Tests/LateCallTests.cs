using ChatOrleans.Grains.Abstractions.Calls;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Cluster.Tests;

/// <summary>A call that its caller has given up, and made again since, comes through after all.</summary>
[Collection(ClusterGroup.Name)]
public sealed class LateCallTests(ClusterFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private ChatCluster Cluster => fixture.Cluster;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_AfterItsDeadline_OpensNothing(bool closeCurrent)
    {
        var users = await fixture.NewUsersAsync(2);
        CallDeadline.Set(Cluster.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        (await Cluster.OpenAsync(users[0], users[1], closeCurrent)).Refused(RefusalCode.Unavailable);

        Assert.Empty((await fixture.ReadAsync(users)).Active);
        Assert.Empty(await Cluster.ClaimsAsync(users[0]));
        Assert.Empty(await Cluster.ClaimsAsync(users[1]));
    }

    [Fact]
    public async Task Open_BeforeItsDeadline_Opens()
    {
        var users = await fixture.NewUsersAsync(2);
        CallDeadline.Set(Cluster.Clock.GetUtcNow() + Patience);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);

        Assert.Equal([threadId], (await fixture.ReadAsync(users)).Active);
    }

    [Fact]
    public async Task Close_AfterItsDeadline_LeavesALaterPhaseOpen()
    {
        var users = await fixture.NewUsersAsync(2);
        var threadId = await Cluster.OpenedAsync(users[0], users[1]);
        CallDeadline.Set(Cluster.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        (await Cluster.Thread(threadId).CloseAsync(users[0])).Refused(RefusalCode.Unavailable);

        Assert.Equal([EventType.Opened], (await fixture.ReadAsync(users)).TypesOf(threadId));
    }
}
