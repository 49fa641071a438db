using ChatOrleans.Telemetry.Export;
using ChatOrleans.Telemetry.Health;
using ChatOrleans.Telemetry.Logging;
using ChatOrleans.Telemetry.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ChatOrleans.Telemetry;

/// <summary>What a process tells of itself: metrics, traces, logs, and its health. One call to add it and one to map it.</summary>
public static class TelemetryHosting
{
    /// <summary>
    /// Adds it once, however often it is called: the first call counts. OTLP is off as long as no endpoint is configured.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="role">What the process does; otherwise the key <c>Chat:Role</c> says it.</param>
    /// <param name="service">The program's name for the collector, where <c>OTEL_SERVICE_NAME</c> doesn't say another.</param>
    public static WebApplicationBuilder AddChatTelemetry(
        this WebApplicationBuilder builder, string? role = null, string service = "chat-orleans")
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(descriptor => descriptor.ServiceType == typeof(TelemetryIdentity)))
        {
            return builder;
        }

        var identity = TelemetryIdentity.Read(builder.Configuration, role, service);
        var export = ExportSettings.Read(builder.Configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(identity);
        services.AddSingleton(export);
        services.AddMetrics();
        services.AddPrometheusPage();
        services.AddSingleton<HealthChecks>();
        services.AddHostedService<ReadinessWatch>();
        builder.Logging.AddConsoleFormatter<TracedConsoleFormatter, SimpleConsoleFormatterOptions>();
        if (export.HasProviders)
        {
            services.AddHostedService<ExportProviders>();
        }

        if (export.Logs)
        {
            builder.Logging.AddOpenTelemetry(logs => logs.Export(export, identity));
        }

        return builder;
    }

    /// <summary>Whether traces are exported, so that what only they need is left out otherwise.</summary>
    public static bool IsTraced(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return ExportSettings.Read(builder.Configuration).Traces;
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    public static WebApplication MapChatTelemetry(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        HealthEndpoints.Map(app);
        app.MapPrometheusPage();
        return app;
    }
}
