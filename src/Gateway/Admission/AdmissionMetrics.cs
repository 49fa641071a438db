using System.Diagnostics.Metrics;
using ChatOrleans.Gateway.Metrics;

namespace ChatOrleans.Gateway.Admission;

/// <summary>What admission measures of itself.</summary>
internal sealed class AdmissionMetrics
{
    private readonly Histogram<double> _waits;
    private readonly Counter<long> _refused;

    public AdmissionMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayMetrics.MeterName);
        _waits = meter.CreateHistogram(
            "chat.admission.wait", "s", "How long connections and Sync calls waited for a place, by kind.", advice: Bounds.Latency);
        _refused = meter.CreateCounter<long>(
            "chat.admission.refused", "{refusal}", "Connections and Sync calls that were told to come again, by kind.");
    }

    public void Admitted(AdmissionKind kind, TimeSpan wait) => _waits.Record(wait.TotalSeconds, Tag(kind));

    public void Refused(AdmissionKind kind) => _refused.Add(1, Tag(kind));

    private static KeyValuePair<string, object?> Tag(AdmissionKind kind) =>
        new("kind", kind == AdmissionKind.Sync ? "sync" : "connection");
}
