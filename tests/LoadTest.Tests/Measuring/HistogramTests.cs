using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Tests.Measuring;

public sealed class HistogramTests
{
    private static readonly double[] Shares = [0.01, 0.5, 0.9, 0.99, 0.999, 1];

    [Theory]
    [InlineData(Buckets.FineBits, 1 / 64.0)]
    [InlineData(Buckets.CoarseBits, 1 / 16.0)]
    public void A_percentile_is_never_below_that_of_the_sorted_list_and_at_most_a_bucket_above(int bits, double tolerance)
    {
        var random = new Random(7);
        var histogram = new LatencyHistogram(bits);
        var values = Enumerable.Range(0, 20_000).Select(_ => (long)Math.Exp(random.NextDouble() * 20)).ToList();
        values.ForEach(histogram.Record);
        values.Sort();

        var snapshot = histogram.Snapshot();

        Assert.Equal(values.Count, snapshot.Total);
        Assert.Equal(values[^1], snapshot.MaxUs);
        foreach (var share in Shares)
        {
            var exact = values[(int)Math.Ceiling(share * values.Count) - 1] / 1000.0;
            Assert.InRange(snapshot.PercentileMs(share), exact, exact * (1 + tolerance));
        }
    }

    [Fact]
    public void Histograms_added_up_are_the_histogram_of_everything()
    {
        var random = new Random(11);
        var (one, other, all) = (new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram());
        for (var i = 0; i < 10_000; i++)
        {
            var value = (long)Math.Exp(random.NextDouble() * 18);
            (i % 3 == 0 ? one : other).Record(value);
            all.Record(value);
        }

        var sum = one.Snapshot().Add(other.Snapshot());

        Assert.Equal(all.Snapshot().Indexes, sum.Indexes);
        Assert.Equal(all.Snapshot().Counts, sum.Counts);
        Assert.Equal(all.Snapshot().MaxUs, sum.MaxUs);
        Assert.Equal(all.Summarize(), sum.Summarize());
    }

    [Fact]
    public void An_empty_histogram_adds_nothing()
    {
        var histogram = new LatencyHistogram(Buckets.CoarseBits);
        histogram.Record(5_000);

        Assert.Equal(5, HistogramSnapshot.Empty.Add(histogram.Snapshot()).PercentileMs(0.5));
        Assert.Equal(5, histogram.Snapshot().Add(HistogramSnapshot.Empty).PercentileMs(0.5));
        Assert.Equal(0, HistogramSnapshot.Empty.PercentileMs(0.99));
    }

    [Fact]
    public void The_bounds_of_every_bucket_belong_to_it_and_leave_no_hole()
    {
        var buckets = new Buckets(Buckets.CoarseBits);
        for (var i = 0; i < buckets.Count; i++)
        {
            Assert.Equal(i, buckets.IndexOf(buckets.LowestOf(i)));
            Assert.Equal(i, buckets.IndexOf(buckets.HighestOf(i)));
            Assert.True(i == 0 || buckets.LowestOf(i) == buckets.HighestOf(i - 1) + 1);
        }
    }

    [Fact]
    public void What_is_longer_than_the_longest_counts_as_the_longest()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(long.MaxValue);
        histogram.Record(-1);

        Assert.Equal(Buckets.MaxMicroseconds, histogram.Snapshot().MaxUs);
        Assert.Equal(2, histogram.Snapshot().Total);
    }

    [Fact]
    public void A_histogram_survives_json()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(3);
        histogram.Record(300_000);

        var back = JsonSerializer.Deserialize<HistogramSnapshot>(JsonSerializer.Serialize(histogram.Snapshot()))!;

        Assert.Equal(histogram.Summarize(), back.Summarize());
    }
}
