using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Attachments;
using ChatOrleans.Gateway.Health;
using ChatOrleans.Gateway.Hosts;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Hubs;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Gateway.Web;
using ChatOrleans.Grains.Abstractions.Tracing;
using ChatOrleans.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOrleans.Gateway;

/// <summary>The whole public surface of the gateway: one call to add it and one to map it.</summary>
public static class GatewayHosting
{
    /// <summary>
    /// Adds the gateway. The host has added Orleans before, as a silo or as a client, so that grains can be called when
    /// the gateway starts.
    /// </summary>
    public static WebApplicationBuilder AddChatGateway(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // The host's own request log shows query strings, and a browser's ticket is in one. It says nothing above
        // Information; switched off whole, a connection does not hold an activity and a log scope for as long as it lasts.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Says of every call without a credential that it has none.
        builder.Logging.AddFilter(typeof(ChatAuthenticationHandler).FullName, LogLevel.Warning);
        builder.AddChatTelemetry();
        if (builder.IsTraced())
        {
            builder.Services.AddGrainCallTracing();
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddChatHttp()
            .AddChatWeb()
            .AddGatewayMetrics()
            .AddGatewayHealth()
            .AddChatLimits()
            .AddChatAuthentication()
            .AddChatHosts()
            .AddChatAttachments(builder.Configuration)
            .AddChatHub(builder.Configuration);
        return builder;
    }

    /// <summary>Maps the HTTP calls, the hub, the health checks, the metrics, the OpenAPI document and the web client.</summary>
    public static WebApplication MapChatGateway(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseChatPipeline();
        app.MapChatApi();
        app.MapChatDocument();
        app.MapChatHub();
        app.MapChatTelemetry();
        return app;
    }
}
