using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Search;
using ChatOrleans.Grains.Threads;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Log.Tests;

/// <summary>Searches as a silo does, and indexes when it is told to.</summary>
internal sealed class SearchDesk(LogFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly MessageSearcher _searcher = new(
        fixture.Shards,
        new ThreadReader(fixture.Shards, TimeProvider.System),
        Options.Create(new SearchOptions { Timeout = TimeSpan.FromSeconds(30) }));

    /// <summary>An index of its own, as another silo has one.</summary>
    public SearchIndex NewIndex(int threads = 1_000, int events = 1_000) => new(fixture.Shards.All[0], threads, events);

    /// <summary>One page, or why there is none.</summary>
    public Task<Result<SearchPage>> AskAsync(UserId caller, SearchQuery query)
    {
        Assert.True(SearchCursor.TryParse(query, out var place));
        return _searcher.SearchAsync(caller, query, place);
    }

    /// <summary>One page.</summary>
    public async Task<SearchPage> PageAsync(UserId caller, SearchQuery query)
    {
        var answer = await AskAsync(caller, query);
        Assert.Null(answer.Error);
        return answer.Value!;
    }

    /// <summary>All hits, page by page.</summary>
    public async Task<List<SearchHit>> FindAsync(UserId caller, string text, ThreadId? threadId = null, int limit = 50)
    {
        List<SearchHit> hits = [];
        string? cursor = null;
        do
        {
            var page = await PageAsync(caller, new SearchQuery { Text = text, ThreadId = threadId, Limit = limit, Cursor = cursor });
            hits.AddRange(page.Hits);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return hits;
    }

    /// <summary>The seqs that are found in a thread, ascending.</summary>
    public async Task<List<long>> SeqsAsync(TestThread thread, string text) =>
        [.. (await FindAsync(thread.One, text, thread.Id)).Select(hit => hit.Message.Seq).Order()];

    /// <summary>Indexes until the threads are at their end for good; those that are inactive are then no longer pending.</summary>
    public async Task SettleAsync(params TestThread[] threads)
    {
        var index = NewIndex();
        var ids = threads.Select(thread => thread.Id.Value).ToArray();
        var until = DateTime.UtcNow + Deadline;
        while (await PendingAsync(ids) > 0)
        {
            Assert.True(DateTime.UtcNow < until, "Threads are pending for ever.");
            await index.StepAsync(CancellationToken.None);
        }
    }

    private async Task<long> PendingAsync(Guid[] threads)
    {
        await using var command = fixture.Source.CreateCommand("SELECT count(*) FROM search_pending WHERE thread_id = ANY ($1)");
        command.Parameters.Add(new() { Value = threads });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
