using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Http.Answers;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>The caller's sessions (devices).</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Accounts");
        sessions.MapGet(string.Empty, ListAsync)
            .WithSummary("The caller's sessions, the last used first.")
            .LimitedByUser(limits => limits.Sessions)
            .Refuses(401, 429, 503);
        sessions.MapDelete("/{id}", EndAsync)
            .WithSummary("Ends one of the caller's sessions and closes its connections within 5 s.")
            .LimitedByUser(limits => limits.Sessions)
            .Refuses(400, 401, 404, 429, 503);
        sessions.MapDelete(string.Empty, EndOthersAsync)
            .WithSummary("Ends all the caller's sessions but this one, and closes their connections within 5 s.")
            .LimitedByUser(limits => limits.Sessions)
            .Refuses(401, 429, 503);
    }

    private static async Task<Results<Ok<SessionsAnswer>, ProblemResult>> ListAsync(
        HttpContext context, AccountSafety safety)
    {
        var page = await safety.GetSessionsAsync(context.User.UserId(), context.RequestAborted);
        if (!page.Ok)
        {
            return ProblemResult.Of(page.Error);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(SessionsAnswer.Of(page.Value, context.User.SessionId()));
    }

    private static async Task<Results<NoContent, ProblemResult>> EndAsync(
        string id, ClaimsPrincipal user, AccountSafety safety, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "N", out var sessionId))
        {
            return ProblemResult.Of(Refusal.InvalidArgument("sessionId", "sessionId is 32 hexadecimal digits."));
        }

        var ended = await safety.EndSessionAsync(user.UserId(), sessionId, cancellationToken);
        return ended.Ok ? TypedResults.NoContent() : ProblemResult.Of(ended.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> EndOthersAsync(
        ClaimsPrincipal user, AccountSafety safety, CancellationToken cancellationToken)
    {
        var ended = await safety.EndOtherSessionsAsync(user.UserId(), user.SessionId(), cancellationToken);
        return ended.Ok ? TypedResults.NoContent() : ProblemResult.Of(ended.Error);
    }
}
