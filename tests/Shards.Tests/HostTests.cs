using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;
using ChatOrleans.Grains.Webhooks;

namespace ChatOrleans.Shards.Tests;

/// <summary>What host applications see of threads, wherever they are.</summary>
[Collection(ShardsGroup.Name)]
public sealed class HostTests(ShardsFixture fixture)
{
    private const int OwnBucket = 480;

    [Fact]
    public async Task Messages_of_the_system_go_with_their_thread_and_webhooks_read_it_where_it_is()
    {
        var map = fixture.NewMap();
        var log = await fixture.StartLogAsync(map);
        var thread = await fixture.NewThreadAsync(OwnBucket);
        await log.AppendAsync(new AppendLane(), [thread.Message(1, "a"), OfSystem(thread.Message(2, "b"))], null);
        var webhooks = new WebhookLog(map);
        var before = await webhooks.ReadAsync(thread.Id, after: 0, limit: 10);
        await fixture.MoveAsync(OwnBucket, ShardsFixture.Other);

        var after = await webhooks.ReadAsync(thread.Id, after: 0, limit: 10);
        Assert.Equal(before.Events, after.Events);
        Assert.Equal(before.Members.AsEnumerable(), after.Members.AsEnumerable());
        Assert.Equal([EventType.Message, EventType.System], after.Events.Select(e => e.Type));
        Assert.Equal([thread.Id], (await webhooks.ReadHeadsAsync(OwnBucket, Bucket.First(OwnBucket), 10, DateTimeOffset.UnixEpoch)).Select(head => head.Key));
        Assert.Equal(1, await webhooks.LastBeforeAsync(thread.Id, after.Events[1].At));

        var history = (await new ThreadReader(map, TimeProvider.System).GetHistoryAsync(thread.Other, thread.Id, new HistoryQuery())).Value!;
        Assert.Equal([null, EventType.System], history.Messages.Select(message => message.Type));
        Assert.Equal("b", (await new ThreadStore(map, TimeProvider.System).FindSentAsync(thread.Id, UserId.System, ["b"])).Keys.Single());
    }

    private static ThreadEvent OfSystem(ThreadEvent e) => e with { Type = EventType.System, SenderId = UserId.System };
}
