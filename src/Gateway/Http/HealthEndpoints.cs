using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Answers;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>What a supervisor and a load balancer ask.</summary>
internal static class HealthEndpoints
{
    private const int RetryAfterMs = 1_000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok(new HealthAnswer { Status = "live" }))
            .WithSummary("The process answers.");
        health.MapGet("/ready", GetReadyAsync)
            .WithSummary("The gateway is not going away, hears its pushes, and reaches a silo that reaches PostgreSQL's primary, within 2 s.")
            .Refuses(503);
    }

    /// <summary>The same of a silo without clients.</summary>
    public static void MapSilo(IEndpointRouteBuilder endpoints, Func<bool> isMember)
    {
        var health = endpoints.MapGroup("/health");
        health.MapGet("/live", () => TypedResults.Ok(new HealthAnswer { Status = "live" }));
        health.MapGet("/ready", (Draining draining, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
            draining.IsLeaving || !isMember() ? Unready() : PingAsync(grains, calls, cancellationToken));
    }

    private static Task<Results<Ok<HealthAnswer>, ProblemResult>> GetReadyAsync(
        SessionWatch sessions,
        IRelayHealth relay,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken) =>
        !sessions.Loaded.IsCompleted || !relay.IsReady ? Unready() : PingAsync(grains, calls, cancellationToken);

    private static Task<Results<Ok<HealthAnswer>, ProblemResult>> Unready() =>
        Task.FromResult<Results<Ok<HealthAnswer>, ProblemResult>>(ProblemResult.Of(Refusal.Unavailable(RetryAfterMs)));

    private static async Task<Results<Ok<HealthAnswer>, ProblemResult>> PingAsync(
        IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var ping = await calls.OnceAsync(() => grains.GetGrain<IAccountGrain>(0).PingAsync(), cancellationToken);
        return ping.Ok ? TypedResults.Ok(new HealthAnswer { Status = "ready" }) : ProblemResult.Of(ping.Error);
    }
}
