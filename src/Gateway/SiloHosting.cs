using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Gateway.Relay;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOrleans.Gateway;

/// <summary>What a silo without clients shows to the network: its health and its metrics.</summary>
public static class SiloHosting
{
    /// <summary>Adds them, and the orderly way out on a signal.</summary>
    public static WebApplicationBuilder AddSiloFront(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Attempts>();
        builder.Services.AddSingleton<GrainCalls>();
        builder.Services
            .AddChatMetrics()
            .AddChatDraining();
        return builder;
    }

    /// <summary>Maps them.</summary>
    /// <param name="app">The silo's host.</param>
    /// <param name="isMember">Whether the silo is a member of its cluster, now.</param>
    public static WebApplication MapSiloFront(this WebApplication app, Func<bool> isMember)
    {
        ArgumentNullException.ThrowIfNull(app);
        HealthEndpoints.MapSilo(app, isMember);
        app.MapChatMetrics();
        return app;
    }
}
