using ChatOrleans.Telemetry.Networks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Telemetry.Prometheus;

/// <summary>What is measured in this process, whichever part of the product measures it, and the page that shows it.</summary>
internal static class MetricsHosting
{
    private const string Path = "/metrics";

    private static readonly string[] Loopback = ["127.0.0.0/8", "::1"];

    public static void AddPrometheusPage(this IServiceCollection services)
    {
        services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MetricsOptions>, MetricsOptionsValidator>();
        services.AddSingleton<MetricsPage>();
    }

    /// <summary>Begins to measure, and maps the page. Strangers learn no more than of any path that does not exist.</summary>
    public static void MapPrometheusPage(this WebApplication app)
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
