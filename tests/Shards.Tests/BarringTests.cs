using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Shards.Tests;

/// <summary>Blocks and accounts are at home; the threads that they concern may be elsewhere.</summary>
[Collection(ShardsGroup.Name)]
public sealed class BarringTests(ShardsFixture fixture)
{
    private const int Bucket = 460;

    [Fact]
    public async Task Follow_ThreadAwayFromHome_BarsItWhereItIs()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        await fixture.MoveAsync(Bucket, ShardsFixture.Other);
        await fixture.OtherServer.ExecuteAsync("UPDATE thread_member SET phase = NULL WHERE thread_id = $1", thread.Id.Value);
        var members = new MemberStore(fixture.NewMap());
        var log = await fixture.StartLogAsync(fixture.NewMap());
        await log.MarkAsync(thread.Id, thread.One, 0, 0);
        await BlockAsync(thread);
        Assert.True((await members.FollowAsync(thread.Id))!.Value.Now.Blocked);
        Assert.Equal(AppendOutcome.Refused, await OpenAsync(log, thread));
        Assert.Empty(await fixture.ReadAsync(ShardsFixture.Other, thread.Id));

        await fixture.HomeServer.ExecuteAsync("DELETE FROM block WHERE user_id = $1", thread.One.Value);
        var (before, now) = (await members.FollowAsync(thread.Id))!.Value;
        Assert.Equal((true, false), (before.Blocked, now.Any));
        Assert.Equal(AppendOutcome.Stored, await OpenAsync(log, thread));
        await fixture.MoveAsync(Bucket, LogShard.Home);
    }

    [Fact]
    public async Task Peer_OfABlockedThreadAwayFromHome_IsNotSeenByEither()
    {
        var thread = await fixture.NewThreadAsync(Bucket);
        foreach (var user in new[] { thread.One, thread.Other })
        {
            await fixture.HomeServer.ExecuteAsync(
                "INSERT INTO presence (user_id, online_until, last_seen_at) VALUES ($1, now() + interval '1 hour', now())", user.Value);
        }

        await fixture.MoveAsync(Bucket, ShardsFixture.Other);
        var reader = new ThreadReader(fixture.NewMap(), TimeProvider.System);
        await AssertSeenAsync(true);
        await BlockAsync(thread);
        await AssertSeenAsync(false);
        await fixture.MoveAsync(Bucket, LogShard.Home);

        async Task AssertSeenAsync(bool seen)
        {
            foreach (var viewer in new[] { thread.One, thread.Other })
            {
                var peer = (await reader.GetAsync(viewer, thread.Id)).Value!.Peer;
                Assert.Equal((seen, seen), (peer.Online, peer.LastSeenAt is not null));
            }
        }
    }

    [Fact]
    public async Task MarkGone_ThreadsOnBothShards_MarksAll()
    {
        var away = await fixture.NewThreadAsync(Bucket);
        var home = await fixture.NewThreadAsync(Bucket + 1, away.One);
        await fixture.MoveAsync(Bucket, ShardsFixture.Other);
        var map = fixture.NewMap();
        await fixture.HomeServer.ExecuteAsync("UPDATE account SET deactivated_at = now() WHERE user_id = $1", away.One.Value);
        var active = await new MemberStore(map).MarkGoneAsync(away.One, gone: true);

        Assert.Equal(new[] { away.Id, home.Id }.OrderBy(id => id.Value), active.OrderBy(id => id.Value));
        var store = new ThreadStore(map, TimeProvider.System);
        foreach (var thread in new[] { away, home })
        {
            Assert.True((await store.LoadAsync(thread.Id))!.Bars.Any);
            Assert.Equal(PeerState.Deactivated, (await store.ReadViewsAsync(thread.Id))[thread.Other].Peer.State);
        }

        await fixture.MoveAsync(Bucket, LogShard.Home);
    }

    private Task<int> BlockAsync(TestThread thread) => fixture.HomeServer.ExecuteAsync(
        "INSERT INTO block (user_id, blocked_id, created_at) VALUES ($1, $2, now())", thread.One.Value, thread.Other.Value);

    private static Task<AppendOutcome> OpenAsync(PostgresMessageLog log, TestThread thread) => log.AppendAsync(
        new AppendLane(),
        [thread.Message(1, "") with { Type = EventType.Opened, ClientMessageId = null, Text = null }],
        Guid.NewGuid());
}
