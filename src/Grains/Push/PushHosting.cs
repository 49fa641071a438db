using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>Telling people who are away.</summary>
internal static class PushHosting
{
    public static IServiceCollection AddChatPush(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NotificationOptions>().Bind(configuration.GetSection(NotificationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>();
        services.AddSingleton<PushTargets>();
        services.AddSingleton<PushHints>();
        services.AddSingleton<PushStore>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<PushLog>();
        services.AddSingleton<PushMetrics>();
        services.AddSingleton<WebPushSender>();
        services.AddSingleton<EndpointPolicy>();
        services.AddSingleton<PushPlanner>();
        services.AddSingleton<PushDelivery>();
        services.AddSingleton<PushSweep>();
        services.AddSingleton<PushErasure>();
        services.AddSingleton<PushWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<PushWorker>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<PushWorker>());
        return services;
    }

    /// <summary>Where writers note what has grown and was read; null where nobody is told of it, so that it costs nothing.</summary>
    public static PushHints? HintsOf(IServiceProvider provider) =>
        provider.GetRequiredService<PushTargets>().Any ? provider.GetRequiredService<PushHints>() : null;
}
