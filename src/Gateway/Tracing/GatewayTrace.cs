using System.Diagnostics;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Gateway.Tracing;

/// <summary>
/// Where traces begin: with a call of the hub or of HTTP, whatever the client says of traces of its own, since a stranger
/// must not decide how much is recorded. While nobody listens nothing is made.
/// </summary>
internal static class GatewayTrace
{
    /// <summary>The name of the source of these spans.</summary>
    public const string SourceName = "ChatOrleans.Gateway";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a trace, if the sample takes it; for calls that it leaves out there is an id for the log at most.</summary>
    public static Activity? Begin(string name)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Server);
    }

    /// <summary>Goes on in a trace, or in none.</summary>
    public static void Continue(Activity? caller)
    {
        if (Activity.Current != caller)
        {
            Activity.Current = caller;
        }
    }

    /// <summary>The way of a batch's traced events: from their commit to the connections' queues.</summary>
    public static void Handed(GatewayBatch batch, TimeProvider time)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        foreach (var item in batch.Items)
        {
            if (item is EventItem { TraceParent: { } parent } pushed
                && ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var committed))
            {
                using var span = Source.StartActivity(
                    "fan-out", ActivityKind.Consumer, committed, startTime: new DateTimeOffset(pushed.PostedAt, TimeSpan.Zero));
                span?.SetTag("chat.thread.id", pushed.Event.ThreadId.ToString())
                    .SetTag("chat.seq", pushed.Event.Seq)
                    .SetEndTime(time.GetUtcNow().UtcDateTime);
            }
        }
    }

    /// <summary>Begins a trace for each of the API's HTTP calls, named by its route, which has no ids in it.</summary>
    public static void UseTracing(this WebApplication app) => app.Use(static (context, next) =>
        Source.HasListeners() && context.GetEndpoint() is RouteEndpoint endpoint && context.Request.Path.StartsWithSegments(ChatApi.Base)
            ? RunAsync(context, next, endpoint)
            : next(context));

    private static async Task RunAsync(HttpContext context, RequestDelegate next, RouteEndpoint endpoint)
    {
        using var span = Begin($"{context.Request.Method} {endpoint.RoutePattern.RawText}");
        await next(context);
        span?.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
