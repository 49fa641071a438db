using ChatOrleans.Gateway.Health;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Tracing;
using ChatOrleans.Telemetry;
using ChatOrleans.Telemetry.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOrleans.Gateway;

/// <summary>What a silo without clients shows to the network: its health and its metrics.</summary>
public static class SiloHosting
{
    /// <summary>Adds them, and the orderly way out on a signal.</summary>
    public static WebApplicationBuilder AddSiloFront(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddChatTelemetry();
        if (builder.IsTraced())
        {
            builder.Services.AddGrainCallTracing();
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IReadinessComponent, LifetimeReadiness>();
        builder.Services.AddChatDraining();
        return builder;
    }

    /// <summary>Maps them.</summary>
    public static WebApplication MapSiloFront(this WebApplication app) => app.MapChatTelemetry();
}
