using System.Diagnostics.Metrics;

namespace ChatOrleans.Canary.Measuring;

/// <summary>What the canary finds, by gateway where that says where to look.</summary>
internal sealed class CanaryMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ChatOrleans.Canary";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.04, 0.06, 0.1, 0.15, 0.25, 0.4, 0.6, 1, 1.5, 2.5, 5, 10, 15, 30, 60,
        ],
    };

    private readonly Histogram<double> _delivery;
    private readonly Histogram<double> _acks;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _violations;

    public CanaryMetrics(IMeterFactory meters, Deliveries deliveries)
    {
        var meter = meters.Create(MeterName);
        _delivery = meter.CreateHistogram(
            "chat.canary.delivery.duration", "s", "From sending a message to its receiver's having it, by the receiver's gateway.", advice: Seconds);
        _acks = meter.CreateHistogram(
            "chat.canary.ack.duration", "s", "From sending a message to its acknowledgement, retries included, by the sender's gateway.", advice: Seconds);
        _sent = meter.CreateCounter<long>("chat.canary.messages", "{message}", "Messages that were acknowledged.");
        _refused = meter.CreateCounter<long>("chat.canary.refusals", "{refusal}", "Refusals met, by the contract's code.");
        _reconnects = meter.CreateCounter<long>("chat.canary.reconnects", "{connection}", "Connections made anew, by gateway.");
        _violations = meter.CreateCounter<long>("chat.canary.violations", "{violation}", "Breaches of the contract, by kind.");
        _ = meter.CreateObservableGauge(
            "chat.canary.delivery.p99", deliveries.P99, "s", "The slowest hundredth of the last 5 minutes' deliveries begins here; 0 without any.");
        _ = meter.CreateObservableGauge(
            "chat.canary.silence", () => deliveries.Silence.TotalSeconds, "s", "Since a message arrived last.");
        _sent.Add(0);
        foreach (var kind in Enum.GetValues<ViolationKind>())
        {
            _violations.Add(0, KindOf(kind));
        }
    }

    public void Delivered(string gateway, TimeSpan duration) => _delivery.Record(duration.TotalSeconds, GatewayOf(gateway));

    public void Acknowledged(string gateway, TimeSpan duration)
    {
        _acks.Record(duration.TotalSeconds, GatewayOf(gateway));
        _sent.Add(1);
    }

    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Reconnected(string gateway) => _reconnects.Add(1, GatewayOf(gateway));

    public void Violated(ViolationKind kind) => _violations.Add(1, KindOf(kind));

    private static KeyValuePair<string, object?> GatewayOf(string gateway) => new("gateway", gateway);

    private static KeyValuePair<string, object?> KindOf(ViolationKind kind) => new("kind", kind.ToString().ToLowerInvariant());
}
