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
            .WithSummary("People by an exact handle, or by the first 3 characters or more of a handle or a name; at most 20, no further pages.")
            .Refuses(400, 401, 429, 503);
        people.MapGet("/me/findable", (ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
                FindabilityAsync(account => account.GetFindableAsync(user.UserId()), grains, calls, cancellationToken))
            .WithSummary("Whether others find the caller by less than the whole handle.")
            .Refuses(401, 404, 503);
        people.MapPut("/me/findable", (ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
                FindabilityAsync(account => account.SetFindableAsync(user.UserId(), findable: true), grains, calls, cancellationToken))
            .WithSummary("Lets others find the caller by the beginning of the handle or of the name.")
            .Refuses(401, 404, 503);
        people.MapDelete("/me/findable", (ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
                FindabilityAsync(account => account.SetFindableAsync(user.UserId(), findable: false), grains, calls, cancellationToken))
            .WithSummary("Lets others find the caller by the whole handle only.")
            .Refuses(401, 404, 503);
    }

    private static async Task<Results<Ok<Me>, ProblemResult>> GetMeAsync(
        ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var userId = user.UserId();
        var me = await calls.ReadAsync(() => grains.GetGrainFor<IThreadReaderGrain>(userId).GetMeAsync(userId), cancellationToken);
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
            () => grains.GetGrain<IAccountGrain>(0).SearchAsync(query!, (int)count, context.User.UserId()), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<Ok<Findability>, ProblemResult>> FindabilityAsync(
        Func<IAccountGrain, Task<Result<Findability>>> call, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var findability = await calls.CommandAsync(() => call(grains.GetGrain<IAccountGrain>(0)), cancellationToken);
        return findability.Ok ? TypedResults.Ok(findability.Value) : ProblemResult.Of(findability.Error);
    }

    // As many characters as the bounds say: half of a pair is none, and white space begins nobody's name.
    private static Refusal? QueryRefusal(string? query) =>
        query is null || query.Contains('\0', StringComparison.Ordinal) ||
        query.Trim().EnumerateRunes().Count() is < PeopleSearch.MinLength or > PeopleSearch.MaxLength
            ? Refusal.InvalidArgument(
                "query", $"query is a handle, or the first {PeopleSearch.MinLength} to {PeopleSearch.MaxLength} characters of a handle or a name.")
            : null;
}
