using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Oneself and others.</summary>
internal static class PeopleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var people = api.MapGroup(string.Empty).WithTags("People");
        people.MapGet("/me", GetMeAsync)
            .WithSummary("The caller, with the thread of the running conversation.")
            .Refuses(401, 503);
        people.MapGet("/users", SearchAsync)
            .WithSummary("People by an exact handle, or by its first 3 letters or more; at most 20, no further pages.")
            .Refuses(400, 401, 429, 503);
    }

    private static async Task<Results<Ok<Me>, ProblemResult>> GetMeAsync(
        ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var userId = user.UserId();
        var me = await calls.ReadAsync(() => grains.GetGrain<IThreadReaderGrain>(0).GetMeAsync(userId), cancellationToken);
        return me.Ok ? TypedResults.Ok(me.Value) : ProblemResult.Of(me.Error);
    }

    private static async Task<Results<Ok<PeoplePage>, ProblemResult>> SearchAsync(
        string? query,
        WholeNumber? limit,
        HttpContext context,
        CallLimits limits,
        Exemption exemption,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        if (!exemption.Covers(context) && !limits.Search.TryTake(context.User.UserId(), out var retryAfterMs))
        {
            return ProblemResult.Of(Refusal.RateLimited(retryAfterMs));
        }

        long count = PeopleSearch.MaxLimit;
        if ((QueryRefusal(query) ?? WholeNumber.Read("limit", limit, 1, PeopleSearch.MaxLimit, ref count)) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var page = await calls.ReadAsync(
            () => grains.GetGrain<IAccountGrain>(0).SearchAsync(query!, (int)count), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static Refusal? QueryRefusal(string? query) =>
        query is null || query.Length < PeopleSearch.MinLength || query.Contains('\0', StringComparison.Ordinal)
            ? Refusal.InvalidArgument("query", $"query is a handle, or at least its first {PeopleSearch.MinLength} characters.")
            : null;
}
