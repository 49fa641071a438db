using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Telemetry;

namespace ChatOrleans.Grains.Push;

/// <summary>What becomes of notifications. Endpoints are in no label: they are secrets.</summary>
internal sealed class PushMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.5, 1, 2, 3, 4, 5, 7.5, 10, 15, 30, 60, 300, 1_800, 10_800, 86_400],
    };

    private readonly Counter<long> _posts;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _lag;

    public PushMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GrainGauges.MeterName);
        _posts = meter.CreateCounter<long>(
            "chat.notification.posts", "{post}", "Posts of notifications: by what they say, by which way, and what became of them.");
        _dropped = meter.CreateCounter<long>(
            "chat.notification.subscriptions.dropped", "{subscription}", "Subscriptions that were dropped, by the reason.");
        _lag = meter.CreateHistogram(
            "chat.notification.lag", "s", "From a message's being sent to its notification's being taken.", advice: Seconds);
    }

    public void Posted(PushPlan plan, PushOutcome outcome, DateTimeOffset now)
    {
        _posts.Add(
            1,
            new KeyValuePair<string, object?>("kind", plan.Step == PushStep.Show ? "message" : "read"),
            new KeyValuePair<string, object?>("way", plan.Endpoint is null ? "web" : "webhook"),
            new KeyValuePair<string, object?>("outcome", NameOf(outcome)));
        if (outcome == PushOutcome.Taken && plan.Step == PushStep.Show)
        {
            _lag.Record((now - plan.News.NewestAt).TotalSeconds);
        }
    }

    /// <param name="reason">gone: its push service says so; dead: it took nothing for long; ended: with its session.</param>
    public void Dropped(string reason) => _dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    private static string NameOf(PushOutcome outcome) => outcome switch
    {
        PushOutcome.Taken => "taken",
        PushOutcome.Gone => "gone",
        PushOutcome.TooLarge => "too_large",
        _ => "failed",
    };
}
