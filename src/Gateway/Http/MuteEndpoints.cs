using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Muting a thread for oneself.</summary>
internal static class MuteEndpoints
{
    public static void Map(RouteGroupBuilder threads)
    {
        threads.MapPut("/{id}/mute", MuteAsync)
            .WithSummary("Mutes the thread for the caller, until a moment or for good.")
            .Takes<MuteRequest>()
            .Refuses(400, 401, 403, 404, 413, 415, 503);
        threads.MapDelete("/{id}/mute", UnmuteAsync)
            .WithSummary("Mutes the thread no longer.")
            .Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<Results<Ok<ThreadView>, ProblemResult>> MuteAsync(
        string id, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<MuteRequest>(context);
        return !body.Ok ? ProblemResult.Of(body.Error)
            : !MuteTime.TryRead(body.Value.Until, muted: true, out var until, out var malformed) ? ProblemResult.Of(malformed)
            : await SetAsync(id, context.User, until, grains, calls, context.RequestAborted);
    }

    private static Task<Results<Ok<ThreadView>, ProblemResult>> UnmuteAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
        SetAsync(id, user, until: null, grains, calls, cancellationToken);

    private static async Task<Results<Ok<ThreadView>, ProblemResult>> SetAsync(
        string id,
        ClaimsPrincipal user,
        DateTimeOffset? until,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var thread = await calls.CommandAsync(
            () => grains.GetGrain<IThreadGrain>(threadId.Value).MuteAsync(user.UserId(), until), cancellationToken);
        return thread.Ok ? TypedResults.Ok(thread.Value) : ProblemResult.Of(thread.Error);
    }
}
