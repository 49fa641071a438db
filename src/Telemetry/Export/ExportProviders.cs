using ChatOrleans.Telemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ChatOrleans.Telemetry.Export;

/// <summary>
/// Metrics and traces by OTLP, for as long as the host runs: from before its first service starts until after the last
/// has stopped, so that what they say last goes out too.
/// </summary>
internal sealed class ExportProviders(ExportSettings settings, TelemetryIdentity identity, IOptions<MetricsOptions> metrics)
    : IHostedLifecycleService, IDisposable
{
    /// <summary>A collector that doesn't answer must not hold up the end.</summary>
    private const int LastExportMs = 2_000;

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _meters = settings.Metrics ? BuildMeters() : null;
        _traces = settings.Traces ? BuildTraces() : null;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // On the pool: both block while they send.
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _meters?.Shutdown(LastExportMs), CancellationToken.None),
        Task.Run(() => _traces?.Shutdown(LastExportMs), CancellationToken.None));

    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }

    private MeterProvider BuildMeters() => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(settings.Configuration))
        .ConfigureResource(identity.Describe)
        .AddChatMeters(metrics.Value.Meters)
        // An exemplar is a value with the id of the trace that it came from; there is one only where a trace is.
        .SetExemplarFilter(settings.Traces ? ExemplarFilterType.TraceBased : ExemplarFilterType.AlwaysOff)
        .AddOtlpExporter(options => settings.Apply("METRICS", options))
        .Build();

    private TracerProvider BuildTraces() => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(settings.Configuration))
        .ConfigureResource(identity.Describe)
        .SetSampler(settings.CreateSampler())
        .AddSource("ChatOrleans.*")
        .AddOtlpExporter(options => settings.Apply("TRACES", options))
        .Build();
}
