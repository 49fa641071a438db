using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Gateway.Health;

/// <summary>What a gateway needs to be of use.</summary>
internal static class HealthHosting
{
    public static IServiceCollection AddGatewayHealth(this IServiceCollection services)
    {
        services.AddSingleton<IReadinessComponent, SiloReadiness>();
        services.AddSingleton<IReadinessComponent, StreamReadiness>();
        services.AddSingleton<IReadinessComponent, SessionReadiness>();
        services.AddSingleton<IReadinessComponent, LifetimeReadiness>();
        return services;
    }
}
