using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Tests.Measuring;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Origin = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250);

    [Fact]
    public void What_happens_is_told_in_the_second_that_it_happened_in()
    {
        var timeline = new Timeline(Origin, originStamp: 0);

        timeline.At(Stamp(0)).Count(Counter.Sent, 1);
        timeline.At(Stamp(0.7)).Count(Counter.Sent, 1);
        timeline.At(Stamp(0.8)).Count(Counter.Done, 1);
        timeline.At(Stamp(3)).Record(Measure.Delivery, Stamp(2.9), Stamp(3));

        var points = timeline.Snapshot().Points;
        Assert.Equal([1_700_000_000, 1_700_000_001, 1_700_000_003], points.Select(point => point.At));
        Assert.Equal([2, 0, 0], points.Select(point => point.Sent));
        Assert.Equal([0, 1, 0], points.Select(point => point.Done));
        Assert.Equal(100, points[2].Delivery.MaxUs / 1000);
    }

    [Fact]
    public void A_long_run_is_told_in_wider_steps_and_loses_nothing()
    {
        const int seconds = 3 * Timeline.MaxPoints;
        var timeline = new Timeline(Origin, originStamp: 0);
        for (var second = 0; second < seconds; second++)
        {
            timeline.At(Stamp(second)).Count(Counter.Sent, 2);
            timeline.At(Stamp(second)).Record(Measure.Acknowledgement, Stamp(second), Stamp(second + 0.001));
        }

        var snapshot = timeline.Snapshot();

        Assert.Equal(4, snapshot.StepSeconds);
        Assert.InRange(snapshot.Points.Count, Timeline.MaxPoints / 2, Timeline.MaxPoints + 1);
        Assert.Equal(2 * seconds, snapshot.Points.Sum(point => point.Sent));
        Assert.Equal(seconds, snapshot.Points.Sum(point => point.Acknowledgement.Total));
        Assert.All(snapshot.Points, point => Assert.Equal(0, point.At % 4));
    }

    [Fact]
    public void Timelines_of_different_steps_add_up_at_the_wider_one()
    {
        var (one, other) = (new Timeline(Origin, originStamp: 0), new Timeline(Origin, originStamp: 0));
        for (var second = 0; second < 10; second++)
        {
            one.At(Stamp(second)).Count(Counter.Sent, 1);
            other.At(Stamp(second)).Count(Counter.Sent, 1);
        }

        var wide = new TimelineSnapshot { StepSeconds = 4, Points = TimelineSnapshot.InSteps(other.Snapshot().Points, 4) };
        var sum = one.Snapshot().Add(wide);

        Assert.Equal(4, sum.StepSeconds);
        Assert.Equal([8, 8, 4], sum.Points.Select(point => point.Sent));
    }

    [Fact]
    public async Task Many_threads_lose_no_count()
    {
        var timeline = Timeline.FromNow();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                timeline.At(Stopwatch.GetTimestamp()).Count(Counter.Sent, 1);
            }
        })));

        Assert.Equal(200_000, timeline.Snapshot().Points.Sum(point => point.Sent));
    }

    private static long Stamp(double seconds) => (long)(seconds * Stopwatch.Frequency);
}
