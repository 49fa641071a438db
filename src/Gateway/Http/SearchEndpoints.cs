using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Searching one's own messages.</summary>
internal static class SearchEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/search/messages", SearchAsync)
        .WithTags("Search")
        .WithSummary("The caller's messages with the words of the query, best first, of one thread or of all.")
        .Refuses(400, 401, 403, 404, 429, 503);

    private static async Task<Results<Ok<SearchPage>, ProblemResult>> SearchAsync(
        string? query,
        string? threadId,
        WholeNumber? limit,
        string? cursor,
        HttpContext context,
        CallLimits limits,
        Exemption exemption,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        long count = SearchQuery.DefaultLimit;
        if (WholeNumber.Read("limit", limit, 1, SearchQuery.MaxLimit, ref count) is { } beyond)
        {
            return ProblemResult.Of(beyond);
        }

        if (!SearchText.TryRead(query, threadId, (int)count, cursor, out var search, out var refusal))
        {
            return ProblemResult.Of(refusal);
        }

        var caller = context.User.UserId();
        if (!exemption.Covers(context) && !limits.MessageSearch.TryTake(caller, out var retryAfterMs))
        {
            return ProblemResult.Of(Refusal.RateLimited(retryAfterMs));
        }

        var page = await calls.ReadAsync(
            () => grains.GetGrain<IMessageSearchGrain>(0).SearchAsync(caller, search), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }
}
