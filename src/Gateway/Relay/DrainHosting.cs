using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

/// <summary>The orderly way out, for every process.</summary>
internal static class DrainHosting
{
    public static IServiceCollection AddChatDraining(this IServiceCollection services)
    {
        services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DrainOptions>, DrainOptionsValidator>();
        services.AddSingleton<ConnectionIndex>();
        services.AddSingleton<Draining>();
        services.AddHostedService<DrainOnStop>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        return services;
    }
}
