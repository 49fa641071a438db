namespace ChatOrleans.Gateway.Metrics;

/// <summary>What a gateway measures of itself.</summary>
internal static class MetricsHosting
{
    public static IServiceCollection AddGatewayMetrics(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<GatewayMetrics>();
        services.AddHostedService<GatewayGauges>();
        return services;
    }
}
