using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Telemetry.Health;

/// <summary>Asks whether the process is ready also when nobody else does: for the metrics, and for a line in the log at each change.</summary>
internal sealed partial class ReadinessWatch : BackgroundService
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ChatOrleans.Health";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly HealthChecks _checks;
    private readonly TimeProvider _time;
    private readonly ILogger<ReadinessWatch> _logger;
    private volatile HealthReport? _last;

    public ReadinessWatch(
        HealthChecks checks, TelemetryIdentity identity, IMeterFactory meters, TimeProvider time, ILogger<ReadinessWatch> logger)
    {
        _checks = checks;
        _time = time;
        _logger = logger;
        var meter = meters.Create(MeterName);
        _ = meter.CreateObservableGauge(
            "chat.ready", Observe, description: "Whether the component is ready, 1 or 0, as it was found at most 5 s ago.");
        _ = meter.CreateObservableGauge(
            "chat.build.info",
            () => new Measurement<int>(
                1,
                new KeyValuePair<string, object?>("version", identity.Version),
                new KeyValuePair<string, object?>("role", identity.Role)),
            description: "Always 1; the labels say what runs.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, _time);
        do
        {
            var report = await _checks.ReadyAsync();
            // A process that is ending is asked for nothing that it doesn't say itself.
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            Note(report);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Note(HealthReport report)
    {
        var before = _last;
        _last = report;
        if (before is null || before.IsGood == report.IsGood)
        {
            return;
        }

        if (report.IsGood)
        {
            LogReady();
        }
        else
        {
            LogNotReady(report.Faults);
        }
    }

    private IEnumerable<Measurement<int>> Observe() => _last is { } report
        ? report.Components.Select(component => new Measurement<int>(
            component.Fault is null ? 1 : 0, new KeyValuePair<string, object?>("component", component.Name)))
        : [];
}
