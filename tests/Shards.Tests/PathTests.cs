using ChatOrleans.Grains.Admin;
using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Shards.Tests;

/// <summary>What became of a message is found out wherever its thread is.</summary>
[Collection(ShardsGroup.Name)]
public sealed class PathTests(ShardsFixture fixture)
{
    private const int OwnBucket = 490;

    [Fact]
    public async Task A_path_is_the_same_after_its_thread_has_moved()
    {
        var map = fixture.NewMap();
        var log = await fixture.StartLogAsync(map);
        var thread = await fixture.NewThreadAsync(OwnBucket);
        await log.AppendAsync(new AppendLane(), [thread.Message(1, "a"), thread.Message(2, "b")], null);
        var store = new MessagePathStore(map);
        var before = Assert.Single((await store.ReadAsync(thread.Id, seq: null, "b"))!);
        Assert.Equal((2, thread.One, "home"), (before.Seq, before.SenderId, before.Shard));
        Assert.Equal((thread.Other, false), (Assert.Single(before.Recipients).UserId, before.Recipients[0].Delivered));

        await fixture.MoveAsync(OwnBucket, ShardsFixture.Other);
        var after = Assert.Single((await store.ReadAsync(thread.Id, seq: 2, clientMessageId: null))!);
        Assert.Equal(ShardsFixture.Other, after.Shard);
        Assert.Equal(before.Recipients.AsEnumerable(), after.Recipients.AsEnumerable());
        Assert.Equal((before.Seq, before.At, before.ClientMessageId, before.Type), (after.Seq, after.At, after.ClientMessageId, after.Type));
        Assert.Empty((await store.ReadAsync(thread.Id, seq: 3, clientMessageId: null))!);
    }
}
