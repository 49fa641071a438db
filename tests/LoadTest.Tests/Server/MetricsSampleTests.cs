using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Tests.Server;

public sealed class MetricsSampleTests
{
    private static readonly MetricsSample Before = MetricsSample.Parse(
        """
        # TYPE took_seconds histogram
        took_seconds_bucket{le="0.001"} 10
        took_seconds_bucket{le="0.01"} 10
        took_seconds_bucket{le="+Inf"} 10
        """);

    private static readonly MetricsSample After = MetricsSample.Parse(
        """
        # HELP collected Collections { of all } kinds 7
        collected_total{generation="gen0",of="a } b"} 3
        collected_total{generation="gen1",of="a } b"} 4.5
        connections 12
        took_seconds_bucket{le="0.001"} 60
        took_seconds_bucket{le="0.01"} 110
        took_seconds_bucket{le="+Inf"} 110
        took_seconds_count 110
        """);

    [Fact]
    public void Sum_ByLabelOrOfAll_AddsUp()
    {
        Assert.Equal(7.5, After.Sum("collected_total"));
        Assert.Equal(4.5, After.Sum("collected_total", "\"gen1\""));
        Assert.Equal(12, After.Sum("connections"));
        Assert.Null(After.Sum("collected_total", "\"gen2\""));
        Assert.Null(After.Sum("unheard_of"));
    }

    [Fact]
    public void Quantile_SinceAPage_CountsWhatCameAfterIt()
    {
        Assert.Equal(0.001, After.Quantile("took_seconds", 0.5, Before)!.Value, 6);
        Assert.Equal(0.0055, After.Quantile("took_seconds", 0.75, Before)!.Value, 6);
    }

    [Fact]
    public void Quantile_NothingCame_IsUnknown()
    {
        Assert.Null(After.Quantile("took_seconds", 0.5, After));
        Assert.Null(After.Quantile("unheard_of", 0.5, Before));
    }
}
