using System.Diagnostics;
using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Tests.Measuring;

public sealed class RecorderTests
{
    private static readonly long Second = Stopwatch.Frequency;

    [Fact]
    public void Only_what_begins_in_the_measured_time_counts_as_measured()
    {
        using var recorder = new Recorder();
        var now = Stopwatch.GetTimestamp();
        recorder.HoldBetween(now - Second, now + (60 * Second));

        recorder.Record(Measure.Delivery, now - (2 * Second), now);
        recorder.Record(Measure.Delivery, now, now + 1_000);
        recorder.Record(Measure.Delivery, now + (61 * Second), now + (62 * Second));
        recorder.Count(Counter.Done);

        var outcome = recorder.Outcome();
        Assert.Equal(1, outcome.Latency(Measure.Delivery).Total);
        Assert.Equal(1, outcome.HeldCounts[Counter.Done]);
        Assert.Equal(3, outcome.Timeline.Points.Sum(point => point.Delivery.Total));
    }

    [Fact]
    public void What_is_counted_before_the_measured_time_is_of_the_whole_run_only()
    {
        using var recorder = new Recorder();

        recorder.Count(Counter.Sent, 3);

        Assert.Equal(3, recorder.Outcome().Counts[Counter.Sent]);
        Assert.Equal(0, recorder.Outcome().HeldCounts[Counter.Sent]);
        Assert.Null(recorder.Outcome().HeldFrom);
    }

    [Fact]
    public void An_early_end_ends_the_measured_time()
    {
        using var recorder = new Recorder();
        var now = Stopwatch.GetTimestamp();
        recorder.HoldBetween(now - Second, now + (60 * Second));

        recorder.Fail("enough");
        recorder.Fail("again");

        var outcome = recorder.Outcome();
        Assert.Equal("enough", outcome.Failure);
        Assert.InRange(outcome.HeldSeconds, 0.9, 30);
        Assert.False(outcome.IsSound);
    }

    [Fact]
    public void Outcomes_add_up_and_survive_json()
    {
        var (one, other) = (Travelled(OutcomeOf(3, "first")), Travelled(OutcomeOf(5, "second")));

        var sum = one.Add(other);

        Assert.Equal(2, sum.Generators);
        Assert.Equal(8, sum.Counts[Counter.Sent]);
        Assert.Equal(8, sum.HeldCounts[Counter.Sent]);
        Assert.Equal(8, sum.Latency(Measure.Acknowledgement).Total);
        Assert.Equal(2, sum.Errors["overloaded"]);
        Assert.Equal(new Violations.Entry(2, "first"), sum.Violations["Lost"]);
        Assert.Equal(3, sum.ProcessorSeconds);
        Assert.Equal(8, sum.Timeline.Points.Sum(point => point.Sent));
    }

    private static RunOutcome Travelled(RunOutcome outcome) =>
        JsonSerializer.Deserialize<RunOutcome>(JsonSerializer.Serialize(outcome))!;

    private static RunOutcome OutcomeOf(int messages, string example)
    {
        using var recorder = new Recorder();
        var now = Stopwatch.GetTimestamp();
        recorder.HoldBetween(now - Second, now + (60 * Second));
        for (var i = 0; i < messages; i++)
        {
            recorder.Count(Counter.Sent);
            recorder.Record(Measure.Acknowledgement, now, now + 1_000);
        }

        recorder.CountError("overloaded");
        recorder.Violations.Add(Violation.Lost, example);
        return recorder.Outcome(TimeSpan.FromSeconds(1.5));
    }
}
