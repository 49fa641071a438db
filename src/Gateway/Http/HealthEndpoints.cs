using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Answers;
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
            .WithSummary("The gateway reaches a silo, and that PostgreSQL's primary, within 2 s.")
            .Refuses(503);
    }

    private static async Task<Results<Ok<HealthAnswer>, ProblemResult>> GetReadyAsync(
        SessionWatch sessions,
        IHostApplicationLifetime lifetime,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        if (!sessions.Loaded.IsCompleted || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ProblemResult.Of(Refusal.Unavailable(RetryAfterMs));
        }

        var ping = await calls.OnceAsync(() => grains.GetGrain<IAccountGrain>(0).PingAsync(), cancellationToken);
        return ping.Ok ? TypedResults.Ok(new HealthAnswer { Status = "ready" }) : ProblemResult.Of(ping.Error);
    }
}
