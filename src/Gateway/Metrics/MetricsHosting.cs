using ChatOrleans.Gateway.Networks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Metrics;

/// <summary>What is measured in this process, whichever part of the product measures it, and the page that shows it.</summary>
internal static class MetricsHosting
{
    private const string Path = "/metrics";

    private static readonly string[] Loopback = ["127.0.0.0/8", "::1"];

    public static IServiceCollection AddChatMetrics(this IServiceCollection services)
    {
        services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MetricsOptions>, MetricsOptionsValidator>();
        services.AddMetrics();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<MetricsPage>();
        return services;
    }

    /// <summary>Begins to measure, and maps the page. Strangers learn no more than of any path that does not exist.</summary>
    public static void MapChatMetrics(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value;
        if (!options.Enabled)
        {
            return;
        }

        var page = app.Services.GetRequiredService<MetricsPage>();
        var readers = new NetworkSet(options.Networks.Count > 0 ? options.Networks : Loopback);
        app.MapGet(Path, context =>
            {
                if (readers.Holds(context))
                {
                    return page.WriteAsync(context.Response, context.RequestAborted);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            })
            .AllowAnonymous()
            .ExcludeFromDescription();
    }
}
