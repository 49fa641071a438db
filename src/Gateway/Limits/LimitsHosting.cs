using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

/// <summary>What users and addresses may do in a second.</summary>
internal static class LimitsHosting
{
    public static IServiceCollection AddChatLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddSingleton<Exemption>();
        services.AddSingleton<ISendLimiter, SendLimiter>();
        services.AddSingleton<IOpeningLimiter, OpeningLimiter>();
        services.AddSingleton<LoginLimiter>();
        services.AddSingleton<CallLimits>();
        services.AddSingleton<LimitExchange>();
        services.AddHostedService(static provider => provider.GetRequiredService<LimitExchange>());
        return services;
    }
}
