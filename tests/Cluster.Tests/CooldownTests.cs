using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Cluster.Tests;

[Collection(ClusterGroup.Name)]
public sealed class CooldownTests(ClusterFixture fixture)
{
    private static readonly TimeSpan Cooldown = TimeSpan.FromHours(1);

    [Fact]
    public async Task Open_ClosedByThePeer_WaitsWhileWhoClosedItMayOpen()
    {
        await using var cluster = await fixture.StartClusterAsync(maxActiveThreads: 1, Cooldown);
        var users = await fixture.NewUsersAsync(2);
        var threadId = await cluster.OpenedAsync(users[0], users[1]);
        (await cluster.Thread(threadId).CloseAsync(users[1])).Accepted();
        var refused = (await cluster.OpenAsync(users[0], users[1])).Refused(RefusalCode.RateLimited);
        Assert.InRange(refused.RetryAfterMs!.Value, 1, (int)Cooldown.TotalMilliseconds);

        // Nobody is held, and a restart forgets nothing.
        await cluster.ForgetAsync(threadId);
        cluster.Clock.Advance(Cooldown / 2);
        var later = (await cluster.OpenAsync(users[0], users[1], silo: 1)).Refused(RefusalCode.RateLimited);
        Assert.InRange(later.RetryAfterMs!.Value, 1, refused.RetryAfterMs.Value - 1);
        Assert.Empty(await cluster.ClaimsAsync(users[0]));

        Assert.Equal(threadId, await cluster.OpenedAsync(users[1], users[0]));
        (await cluster.Thread(threadId).CloseAsync(users[1])).Accepted();
        cluster.Clock.Advance(Cooldown);
        Assert.Equal(threadId, await cluster.OpenedAsync(users[0], users[1]));
        Assert.Equal(
            [EventType.Opened, EventType.Closed, EventType.Opened, EventType.Closed, EventType.Opened],
            (await fixture.ReadAsync(users)).TypesOf(threadId));
    }
}
