using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Search;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Shards.Tests;

/// <summary>One user's messages, spread over both shards, as a search puts them together.</summary>
[Collection(ShardsGroup.Name)]
public sealed class SearchTests(ShardsFixture fixture)
{
    private const int FirstBucket = 470;
    private const int Threads = 4;
    private const int Messages = 3;

    [Fact]
    public async Task Search_over_both_shards_is_that_of_one_and_follows_its_buckets()
    {
        var caller = await fixture.NewUserAsync();
        var map = fixture.NewMap();
        var log = await fixture.StartLogAsync(map);
        for (var i = 0; i < Threads; i++)
        {
            var thread = await fixture.NewThreadAsync(FirstBucket + i, caller);
            await log.AppendAsync(
                new AppendLane(), [.. Enumerable.Range(1, Messages).Select(seq => thread.Message(seq, $"walnut{seq}") with { At = At(i, seq) })], null);
        }

        await IndexAsync(map);
        var searcher = new MessageSearcher(map, new ThreadReader(map, TimeProvider.System), Options.Create(new SearchOptions()));
        var before = await FindAsync(searcher, caller, limit: 50);
        Assert.Equal(Threads * Messages, before.Count);

        // What is at the source is forgotten, and what came is not indexed yet.
        for (var i = 0; i < Threads; i += 2)
        {
            await fixture.MoveAsync(FirstBucket + i, ShardsFixture.Other);
        }

        Assert.Equal(before, await FindAsync(searcher, caller, limit: 2));
        Assert.Equal((Messages, 0), await IndexedAsync(FirstBucket + 1));
        Assert.Equal((0, 0), await IndexedAsync(FirstBucket));
        await IndexAsync(map);
        Assert.Equal(before, await FindAsync(searcher, caller, limit: 5));
        Assert.Equal((0, Messages), await IndexedAsync(FirstBucket));

        for (var i = 0; i < Threads; i += 2)
        {
            await fixture.MoveAsync(FirstBucket + i, LogShard.Home);
        }

        Assert.Equal((0, 0), await IndexedAsync(FirstBucket));
        Assert.Equal(before, await FindAsync(searcher, caller, limit: 3));
    }

    private static async Task IndexAsync(LogShards map)
    {
        foreach (var shard in map.All)
        {
            var index = new SearchIndex(shard);
            while (await index.StepAsync(CancellationToken.None) is not { Turn: true, IsRoundOver: true, Events: 0 })
            {
            }
        }
    }

    private static async Task<List<(ThreadId ThreadId, long Seq)>> FindAsync(MessageSearcher searcher, UserId caller, int limit)
    {
        var query = new SearchQuery { Text = "text", Limit = limit };
        List<(ThreadId, long)> found = [];
        do
        {
            Assert.True(SearchCursor.TryParse(query, out var place));
            var page = (await searcher.SearchAsync(caller, query, place)).Value!;
            found.AddRange(page.Hits.Select(hit => (hit.Message.ThreadId, hit.Message.Seq)));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
        return found;
    }

    /// <summary>How many messages of a bucket each shard has indexed.</summary>
    private async Task<(long Home, long Other)> IndexedAsync(int bucket) =>
        (await IndexedAsync(LogShard.Home, bucket), await IndexedAsync(ShardsFixture.Other, bucket));

    private async Task<long> IndexedAsync(string shard, int bucket)
    {
        await using var command = fixture.SourceOf(shard).CreateCommand("SELECT count(*) FROM message_search WHERE thread_bucket(thread_id) = $1");
        command.Parameters.Add(new() { Value = bucket });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static DateTimeOffset At(int place, long seq) => DateTimeOffset.UnixEpoch.AddHours(place).AddSeconds(seq);
}
