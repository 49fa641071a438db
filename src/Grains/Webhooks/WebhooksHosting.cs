using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>Telling others what happens.</summary>
internal static class WebhooksHosting
{
    public static IServiceCollection AddChatWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<WebhookHints>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<DeadLetterStore>();
        services.AddSingleton<WebhookLog>();
        services.AddSingleton<WebhookReports>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookDelivery>();
        services.AddSingleton<WebhookSweep>();
        services.AddSingleton<WebhookWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookWorker>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<WebhookWorker>());
        return services;
    }

    /// <summary>Where writers note what has grown; null where nobody is told of it, so that it costs nothing.</summary>
    public static WebhookHints? HintsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<WebhookOptions>>().Value.Endpoints
            .Any(endpoint => new WebhookEndpoint(endpoint.Key, endpoint.Value).FollowsEvents)
            ? provider.GetRequiredService<WebhookHints>()
            : null;
}
