using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatOrleans.Telemetry.Health;

/// <summary>What a supervisor and a load balancer ask.</summary>
internal static class HealthEndpoints
{
    private const string ProblemType = "application/problem+json";
    private const int RetryAfterMs = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", async (HealthChecks checks, HttpContext context) => AnswerOf(await checks.LiveAsync(), "live", context))
            .WithSummary("The process is not stuck. Otherwise it has to be started anew.")
            .Describe();
        health.MapGet("/ready", async (HealthChecks checks, HttpContext context) => AnswerOf(await checks.ReadyAsync(), "ready", context))
            .WithSummary("The process takes new connections. Otherwise the answer names what is missing.")
            .Describe();
    }

    private static IResult AnswerOf(HealthReport report, string status, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var components = report.Components.ToDictionary(
            component => component.Name,
            component => new ComponentAnswer { Ok = component.Fault is null, Reason = component.Fault });
        if (report.IsGood)
        {
            return Results.Json(new HealthAnswer { Status = status, Components = components }, Json);
        }

        context.Response.Headers.RetryAfter = "1";
        var problem = new HealthProblem
        {
            Title = "Service Unavailable",
            Status = StatusCodes.Status503ServiceUnavailable,
            Code = "unavailable",
            Detail = $"Not {status}. {report.Faults}",
            RetryAfterMs = RetryAfterMs,
            Components = components,
        };
        return Results.Json(problem, Json, ProblemType, problem.Status);
    }

    private static void Describe(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<HealthAnswer>(StatusCodes.Status200OK)
        .Produces<HealthProblem>(StatusCodes.Status503ServiceUnavailable, ProblemType);
}
