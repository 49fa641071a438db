using System.Text.Json;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Tests.Reports;

public sealed class RunReportTests
{
    [Fact]
    public void A_violation_makes_a_run_unsound_even_when_no_assertion_names_it()
    {
        var report = SampleRun.Report();

        Assert.False(report.Sound);
        Assert.Equal(["2 violations"], report.Faults);
    }

    [Fact]
    public void A_failed_assertion_makes_a_run_unsound_and_is_named()
    {
        Assert.True(SampleRun.Report(sound: true, assertions: ["rate>=10000", "violations==0"]).Sound);

        var report = SampleRun.Report(sound: true, assertions: ["rate>=20000", "p99<10000"]);

        Assert.False(report.Sound);
        Assert.Equal(["rate>=20000: it is 12160"], report.Faults);
    }

    [Fact]
    public void Costs_are_those_of_the_measured_time()
    {
        var figures = SampleRun.Report().Figures;

        Assert.Equal(30e6 / 912_000, figures["generator.us"], 3);
        Assert.InRange(figures["server.us"], 75e6 * 0.9 / 912_000, 75e6 * 1.1 / 912_000);
        Assert.Equal(2, figures["violations.lost"]);
        Assert.Equal(345, figures["errors"]);
    }

    [Fact]
    public void The_json_says_its_schema_and_holds_figures_histograms_and_series()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(SampleRun.Report(), ReportJson.Options));
        var root = json.RootElement;

        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.Equal("0123456789ab", root.GetProperty("conditions").GetProperty("commit").GetString());
        Assert.True(root.GetProperty("figures").GetProperty("delivery.p99").GetDouble() > 0);
        Assert.NotEmpty(root.GetProperty("latencies").GetProperty("delivery").GetProperty("histogram").GetProperty("counts").EnumerateArray());
        Assert.Equal(90, root.GetProperty("timeline").GetArrayLength());
        Assert.Equal(90, root.GetProperty("server").GetProperty("points").GetArrayLength());
    }

    [Fact]
    public void The_console_tells_the_verdict() =>
        Assert.Contains(ConsoleReport.Lines(SampleRun.Report()), line => line.Contains("verdict", StringComparison.Ordinal) && line.EndsWith("2 violations", StringComparison.Ordinal));
}
