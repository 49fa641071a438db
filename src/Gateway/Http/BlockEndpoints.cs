using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Whom one has blocked.</summary>
internal static class BlockEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var blocks = api.MapGroup("/blocks").WithTags("People");
        blocks.MapGet(string.Empty, ListAsync)
            .WithSummary("Whom the caller has blocked, the last one first.")
            .Refuses(400, 401, 503);
        blocks.MapPut("/{userId}", BlockAsync)
            .WithSummary("Blocks somebody: ends the thread of the two, and hides each from the other.")
            .Refuses(400, 401, 404, 429, 503);
        blocks.MapDelete("/{userId}", UnblockAsync)
            .WithSummary("Takes a block back. The thread stays closed.")
            .Refuses(400, 401, 404, 429, 503);
    }

    private static async Task<Results<Ok<BlockPage>, ProblemResult>> ListAsync(
        WholeNumber? limit,
        string? cursor,
        ClaimsPrincipal user,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        long count = BlockPage.DefaultLimit;
        if (WholeNumber.Read("limit", limit, 1, BlockPage.MaxLimit, ref count) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var page = await calls.ReadAsync(
            () => grains.GetGrain<IBlockGrain>(0).ListAsync(user.UserId(), (int)count, cursor), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static Task<Results<NoContent, ProblemResult>> BlockAsync(
        string userId, HttpContext context, IOpeningLimiter limiter, Exemption exemption, IGrainFactory grains, GrainCalls calls) =>
        SetAsync(userId, blocked: true, context, limiter, exemption, grains, calls);

    private static Task<Results<NoContent, ProblemResult>> UnblockAsync(
        string userId, HttpContext context, IOpeningLimiter limiter, Exemption exemption, IGrainFactory grains, GrainCalls calls) =>
        SetAsync(userId, blocked: false, context, limiter, exemption, grains, calls);

    private static async Task<Results<NoContent, ProblemResult>> SetAsync(
        string userId,
        bool blocked,
        HttpContext context,
        IOpeningLimiter limiter,
        Exemption exemption,
        IGrainFactory grains,
        GrainCalls calls)
    {
        if (!UserIdText.TryRead(userId, out var other, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var caller = context.User.UserId();
        if (!exemption.Covers(context) && !limiter.TryTake(caller, other.ToString(), out var retryAfterMs))
        {
            return ProblemResult.Of(Refusal.RateLimited(retryAfterMs));
        }

        var done = await calls.LongCommandAsync(
            () => grains.GetGrain<IBlockGrain>(0).SetAsync(caller, other, blocked), context.RequestAborted);
        return done.Ok ? TypedResults.NoContent() : ProblemResult.Of(done.Error);
    }
}
