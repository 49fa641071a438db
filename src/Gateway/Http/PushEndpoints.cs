using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Push;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Push to the caller's device while the caller is away.</summary>
internal static class PushEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var push = api.MapGroup(string.Empty).WithTags("Push");
        push.MapGet("/push/key", GetKeyAsync)
            .WithSummary("What a browser subscribes to Web Push with.")
            .Refuses(401, 403, 503);
        push.MapPut("/me/push", SubscribeAsync)
            .WithSummary("Makes this the subscription of the caller's device, instead of any other.")
            .LimitedByUser(limits => limits.Sessions)
            .Takes<PushRequest>()
            .Refuses(400, 401, 403, 413, 415, 429, 503);
        push.MapDelete("/me/push", UnsubscribeAsync)
            .WithSummary("Ends push to the caller's device.")
            .LimitedByUser(limits => limits.Sessions)
            .Refuses(401, 429, 503);
    }

    private static async Task<Results<Ok<PushKey>, ProblemResult>> GetKeyAsync(
        IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var key = await calls.ReadAsync(() => Grain(grains).GetKeyAsync(), cancellationToken);
        return key.Ok ? TypedResults.Ok(key.Value) : ProblemResult.Of(key.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> SubscribeAsync(
        HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<PushRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (!PushForm.TryRead(body.Value, out var subscription, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var user = context.User;
        var put = await calls.CommandAsync(
            () => Grain(grains).SubscribeAsync(user.UserId(), user.SessionId(), subscription), context.RequestAborted);
        return put.Ok ? TypedResults.NoContent() : ProblemResult.Of(put.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> UnsubscribeAsync(
        ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var ended = await calls.CommandAsync(
            () => Grain(grains).UnsubscribeAsync(user.UserId(), user.SessionId()), cancellationToken);
        return ended.Ok ? TypedResults.NoContent() : ProblemResult.Of(ended.Error);
    }

    private static IPushGrain Grain(IGrainFactory grains) => grains.GetGrain<IPushGrain>(0);
}
