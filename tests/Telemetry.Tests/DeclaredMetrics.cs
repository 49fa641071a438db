using System.Diagnostics.Metrics;
using ChatOrleans.Canary.Measuring;
using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Telemetry;
using ChatOrleans.Telemetry.Prometheus;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>
/// The metrics that the code declares, by Prometheus' names: counters of what does not happen in a short run are on no
/// page, and have to be in a rule all the same.
/// </summary>
internal sealed class DeclaredMetrics : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public static HashSet<string> Read()
    {
        using var declared = new DeclaredMetrics();
        HashSet<string> names = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (declared._meters.Contains(instrument.Meter))
                {
                    var isCounter = instrument.GetType().GetGenericTypeDefinition() == typeof(Counter<>);
                    names.Add(PrometheusName.Of(instrument.Name, instrument.Unit ?? "", isCounter));
                }
            },
        };
        listener.Start();
        _ = new GatewayMetrics(declared, TimeProvider.System);
        _ = new LogMetrics(declared.Create(new MeterOptions(LogMetrics.MeterName)));
        _ = new OpeningMetrics(declared);
        _ = new CanaryMetrics(declared, new Deliveries(TimeProvider.System));
        return names;
    }

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
