using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Shards.Tests;

/// <summary>One user's threads, spread over both shards, as the answers put them together.</summary>
[Collection(ShardsGroup.Name)]
public sealed class ReadTests(ShardsFixture fixture)
{
    private const int FirstBucket = 400;
    private const int Threads = 9;

    // The other tests use those below.
    private const int UnusedBucket = 512;

    [Fact]
    public async Task Answers_over_both_shards_are_those_of_one()
    {
        var caller = await fixture.NewUserAsync();
        var map = fixture.NewMap();
        var log = await fixture.StartLogAsync(map);
        var threads = new List<TestThread>();
        for (var i = 0; i < Threads; i++)
        {
            var thread = await fixture.NewThreadAsync(FirstBucket + i, caller);
            threads.Add(thread);
            await log.AppendAsync(new AppendLane(), [.. Enumerable.Range(1, i + 1).Select(seq => FromPeer(thread, i, seq))], null);
            if (i % 3 == 0)
            {
                // Its activity is what it was when it ended.
                await log.AppendAsync(new AppendLane(), [thread.Message(i + 2, "") with { At = At(i, i + 2), Type = EventType.Closed, ClientMessageId = null, Text = null }], null);
            }
        }

        var reader = new ThreadReader(map, TimeProvider.System);
        var before = await ReadAsync(reader, caller, threads);
        for (var i = 0; i < Threads; i += 2)
        {
            await fixture.MoveAsync(FirstBucket + i, ShardsFixture.Other);
        }

        var after = await ReadAsync(reader, caller, threads);
        Assert.Equal(threads.AsEnumerable().Reverse().Select(thread => thread.Id), after.Listed.Select(view => view.ThreadId));
        Assert.Equal(before.Listed, after.Listed);
        Assert.Equal(before.Me, after.Me);
        Assert.Equal(before.Unread, after.Unread);
        Assert.Equal(before.Events, after.Events);
        Assert.Equal(before.States, after.States);
        Assert.Equal(before.Epoch, after.Epoch);
        Assert.Equal(Enumerable.Range(1, Threads).Sum(), after.Unread);

        // Each page goes on where the one before ended, whatever shards its rows are on.
        foreach (var limit in new[] { 1, 2, 4, Threads })
        {
            Assert.Equal(before.Listed, await PagesAsync(reader, caller, limit));
        }

        // One of each shard.
        foreach (var thread in threads.Take(2))
        {
            Assert.Equal(thread.Id, (await reader.GetAsync(caller, thread.Id)).Value!.ThreadId);
            Assert.NotNull((await reader.GetAsync(await fixture.NewUserAsync(), thread.Id)).Error);
            var history = (await reader.GetHistoryAsync(caller, thread.Id, new HistoryQuery { Limit = 50 })).Value!;
            Assert.Equal(threads.IndexOf(thread) + 1, history.Messages.Length);
        }

        await fixture.OtherServer.ExecuteAsync("UPDATE deployment SET epoch = gen_random_uuid()");
        Assert.NotEqual(after.Epoch, (await ReadAsync(reader, caller, threads)).Epoch);
    }

    [Fact]
    public async Task A_new_pair_whose_bucket_is_elsewhere_gets_its_members_there()
    {
        var map = fixture.NewMap();
        var pairs = new PairStore(map, TimeProvider.System);
        UserId one, other;
        ThreadId threadId;
        do
        {
            (one, other) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
            threadId = await pairs.FindOrCreateAsync(one, other);
        }
        while (Bucket.Of(threadId) < UnusedBucket);

        var bucket = Bucket.Of(threadId);
        await fixture.MoveAsync(bucket, ShardsFixture.Other);

        // As after a crash between the pair and its members.
        await fixture.OtherServer.ExecuteAsync("DELETE FROM thread_member WHERE thread_id = $1", threadId.Value);
        Assert.Null(await new ThreadStore(map, TimeProvider.System).LoadAsync(threadId));
        Assert.Equal(threadId, await pairs.FindOrCreateAsync(other, one));
        Assert.NotNull(await new ThreadStore(map, TimeProvider.System).LoadAsync(threadId));
        Assert.Equal(2, await fixture.RowsOfAsync(ShardsFixture.Other, bucket));
        await fixture.MoveAsync(bucket, LogShard.Home);
    }

    [Fact]
    public async Task After_a_restore_a_bucket_is_served_by_whoever_it_is_assigned_to()
    {
        const int Bucket = 450;
        var thread = await fixture.NewThreadAsync(Bucket);
        var map = fixture.NewMap();
        var log = await fixture.StartLogAsync(map);
        await log.AppendAsync(new AppendLane(), [thread.Message(1, "a")], null);

        // As when the other shard is back at a moment when it had the bucket.
        await fixture.OtherServer.ExecuteAsync("UPDATE log_shard SET readable = set_bit(readable, $1, 1), writable = set_bit(writable, $1, 1)", Bucket);
        var reader = new ThreadReader(map, TimeProvider.System);
        await Assert.ThrowsAsync<BucketMovingException>(() => reader.ListAsync(thread.One, 10, PageCursor.Start));
        await using var moves = await fixture.OpenMovesAsync();
        await Assert.ThrowsAsync<BucketMoveException>(() => moves.MoveAsync(Bucket, ShardsFixture.Other, CancellationToken.None));

        await moves.AssignAsync(Bucket, LogShard.Home, CancellationToken.None);
        Assert.Equal(1, await moves.SettleAsync(CancellationToken.None));
        Assert.Equal([LogShard.Home], await fixture.ServersOfAsync(Bucket));
        Assert.Equal(1, Assert.Single((await reader.ListAsync(thread.One, 10, PageCursor.Start)).Threads).LastSeq);
    }

    [Fact]
    public async Task Buckets_are_the_same_in_the_program_and_in_the_database()
    {
        await using var command = fixture.HomeSource.CreateCommand("SELECT thread_bucket($1)");
        var id = command.Parameters.Add(new() { Value = Guid.Empty });
        foreach (var bucket in new[] { 0, 1, 3, 4, 255, 256, 511, 512, 1_022, 1_023 })
        {
            foreach (var guid in new[] { Bucket.First(bucket), Bucket.Last(bucket) })
            {
                id.Value = guid;
                Assert.Equal(bucket, await command.ExecuteScalarAsync());
                Assert.Equal(bucket, Bucket.Of(new ThreadId(guid)));
            }
        }
    }

    private static async Task<Answers> ReadAsync(ThreadReader reader, UserId caller, List<TestThread> threads)
    {
        var query = new SyncQuery { Cursors = [.. threads.Select(thread => new SyncCursor(thread.Id, 1))] };
        var sync = (await reader.SyncAsync(caller, query, PageCursor.Start))!;
        return new Answers(
            [.. sync.Page.Threads],
            string.Join(' ', sync.Me.Active),
            sync.Page.Threads.Sum(view => view.Unread),
            string.Join(' ', sync.CaughtUp.SelectMany(thread => thread.Events).Select(e => $"{e.ThreadId}/{e.Seq}/{e.Text}")),
            string.Join(' ', sync.CaughtUp.Select(thread => $"{thread.ThreadId}:{thread.State}")),
            sync.Me.Epoch);
    }

    private static async Task<List<ThreadView>> PagesAsync(ThreadReader reader, UserId caller, int limit)
    {
        List<ThreadView> all = [];
        var cursor = PageCursor.Start;
        for (; ; )
        {
            var page = await reader.ListAsync(caller, limit, cursor);
            all.AddRange(page.Threads);
            if (page.NextCursor is null)
            {
                return all;
            }

            Assert.Equal(limit, page.Threads.Length);
            Assert.True(PageCursor.TryParse(page.NextCursor, out cursor));
        }
    }

    private static ThreadEvent FromPeer(TestThread thread, int place, long seq) =>
        thread.Message(seq, $"m{seq}") with { SenderId = thread.Other, At = At(place, seq) };

    private static DateTimeOffset At(int place, long seq) => DateTimeOffset.UnixEpoch.AddHours(place).AddSeconds(seq);

    private sealed record Answers(List<ThreadView> Listed, string Me, long Unread, string Events, string States, string Epoch);
}
