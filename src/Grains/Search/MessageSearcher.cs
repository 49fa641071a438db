using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Search;

/// <summary>Asks every shard for its best hits and puts them together.</summary>
internal sealed class MessageSearcher(LogShards shards, ThreadReader threads, IOptions<SearchOptions> options)
{
    public async Task<Result<SearchPage>> SearchAsync(UserId caller, SearchQuery query, SearchCursor place)
    {
        if (query.ThreadId is { } threadId && (await threads.GetAsync(caller, threadId)).Error is { } refusal)
        {
            return refusal;
        }

        var reads = await shards.OfAllAsync(shard => SearchRead.OfAsync(shard, caller, query, place, options.Value.Timeout));
        return reads[0].AsksForWords
            ? Page(reads, query)
            : Refusal.InvalidArgument("query", "query names no word that has to be there.");
    }

    // Each part is sorted as the page is, and holds enough to fill it.
    private static SearchPage Page(SearchRead[] reads, SearchQuery query)
    {
        FoundMessage[] found =
        [
            .. reads.SelectMany(read => read.Found)
                .OrderByDescending(one => one.Rank)
                .ThenByDescending(one => one.Hit.Message.At)
                .ThenByDescending(one => one.Hit.Message.ThreadId.Value)
                .ThenByDescending(one => one.Hit.Message.Seq)
                .Take(query.Limit + 1),
        ];
        return new SearchPage
        {
            Hits = [.. found.Take(query.Limit).Select(one => one.Hit)],
            NextCursor = found.Length > query.Limit ? found[query.Limit - 1].Place.ToText(query) : null,
        };
    }
}
