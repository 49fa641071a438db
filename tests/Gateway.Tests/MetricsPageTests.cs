using System.Diagnostics.Metrics;
using ChatOrleans.Telemetry.Prometheus;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class MetricsPageTests : IDisposable
{
    private readonly Meter _meter = new("ChatOrleans.MetricsPageTests");
    private readonly MetricsPage _page = new(Options.Create(new MetricsOptions()));

    public void Dispose()
    {
        _page.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task ReadAsync_Counter_HasUnitTotalAndEscapedLabels()
    {
        _meter.CreateCounter<long>("test.page.bytes.read", "By", "Read\nfrom C:\\.")
            .Add(3, new KeyValuePair<string, object?>("from.where", "a \"b\"\\\n"), new KeyValuePair<string, object?>("ok", true));

        Assert.Equal(
            [
                @"# HELP test_page_bytes_read_bytes_total Read\nfrom C:\\.",
                "# TYPE test_page_bytes_read_bytes_total counter",
                @"test_page_bytes_read_bytes_total{from_where=""a \""b\""\\\n"",ok=""true""} 3",
            ],
            await LinesAsync("test_page_bytes"));
    }

    [Fact]
    public async Task ReadAsync_Histogram_HasCumulativeBucketsSumAndCount()
    {
        var histogram = _meter.CreateHistogram(
            "test.page.took", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        histogram.Record(0.25);
        histogram.Record(0.75);
        histogram.Record(0.75);
        histogram.Record(2);

        Assert.Equal(
            [
                "# TYPE test_page_took_seconds histogram",
                "test_page_took_seconds_bucket{le=\"0.5\"} 1",
                "test_page_took_seconds_bucket{le=\"1\"} 3",
                "test_page_took_seconds_bucket{le=\"+Inf\"} 4",
                "test_page_took_seconds_sum 3.75",
                "test_page_took_seconds_count 4",
            ],
            await LinesAsync("test_page_took"));
    }

    [Fact]
    public async Task ReadAsync_Gauge_HasNoTotal()
    {
        _meter.CreateUpDownCounter<long>("test.page.guests", "{guest}").Add(-2);
        _ = _meter.CreateObservableGauge("test.page.heat", () => 0.1);

        Assert.Equal(["# TYPE test_page_guests gauge", "test_page_guests -2"], await LinesAsync("test_page_guests"));
        Assert.Equal(["# TYPE test_page_heat gauge", "test_page_heat 0.1"], await LinesAsync("test_page_heat"));
    }

    [Fact]
    public async Task ReadAsync_AnyTime_SaysWhatTheRuntimeDoes()
    {
        var page = await _page.ReadAsync(CancellationToken.None);

        Assert.Contains("\ndotnet_gc_collections_total{gc_heap_generation=\"gen0\"} ", page, StringComparison.Ordinal);
        Assert.Contains("\n# TYPE dotnet_thread_pool_queue_length gauge\n", page, StringComparison.Ordinal);
        Assert.Contains("\ndotnet_process_memory_working_set_bytes ", page, StringComparison.Ordinal);
    }

    private async Task<string[]> LinesAsync(string name) =>
    [
        .. (await _page.ReadAsync(CancellationToken.None)).Split('\n')
            .Where(line => line.Split(' ') is [var first, .. var rest] && (first == "#" ? rest[1] : first).StartsWith(name, StringComparison.Ordinal)),
    ];
}
