using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Hosts.Requests;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Grains.Abstractions.Hosts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>What webhooks' endpoints would not take.</summary>
internal static class HostWebhookEndpoints
{
    public static void Map(RouteGroupBuilder host)
    {
        host.MapGet("/webhooks/dead-letters", ListAsync)
            .WithSummary("The oldest events that webhooks' endpoints would not take.")
            .Demands(HostScope.WebhooksWrite)
            .Refuses(400, 401, 403, 429, 503);
        host.MapPost("/webhooks/dead-letters/replay", ReplayAsync)
            .WithSummary("Has dead letters tried once more: all, or those of an endpoint, a thread, a seq.")
            .Takes<ReplayRequest>()
            .Demands(HostScope.WebhooksWrite)
            .Refuses(400, 401, 403, 413, 415, 429, 503);
    }

    private static async Task<Results<Ok<DeadLetters>, ProblemResult>> ListAsync(
        WholeNumber? limit, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        long count = DeadLetters.DefaultLimit;
        if (WholeNumber.Read("limit", limit, 1, DeadLetters.MaxLimit, ref count) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var letters = await calls.ReadAsync(
            () => grains.GetGrain<IHostGrain>(0).ListDeadLettersAsync((int)count), cancellationToken);
        return letters.Ok ? TypedResults.Ok(letters.Value) : ProblemResult.Of(letters.Error);
    }

    private static async Task<Results<Ok<ReplayCount>, ProblemResult>> ReplayAsync(
        HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<ReplayRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (body.Value.TryRead(out var filter) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var count = await calls.CommandAsync(
            () => grains.GetGrain<IHostGrain>(0).ReplayAsync(filter), context.RequestAborted);
        return count.Ok ? TypedResults.Ok(count.Value) : ProblemResult.Of(count.Error);
    }
}
