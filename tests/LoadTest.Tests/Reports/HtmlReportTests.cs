using System.Text.RegularExpressions;
using System.Xml.Linq;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Reports.Plots;

namespace ChatOrleans.LoadTest.Tests.Reports;

public sealed class HtmlReportTests
{
    [Fact]
    public void Every_plot_is_well_formed_and_has_all_its_lines()
    {
        var page = HtmlReport.Render(SampleRun.Report());

        var plots = Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline).Select(match => XElement.Parse(match.Value)).ToList();

        Assert.Equal(8, plots.Count);
        Assert.All(plots, plot => Assert.NotEmpty(plot.Elements("path")));
        Assert.All(plots.SelectMany(plot => plot.Elements("path")), line => Assert.DoesNotContain("NaN", (string)line.Attribute("d")!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_asks_for_nothing_and_runs_nothing()
    {
        var page = HtmlReport.Render(SampleRun.Report());

        foreach (var word in new[] { "<script", "<link", "<img", "<iframe", " src=", " href=", "url(", "@import", "onload" })
        {
            Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void What_a_server_said_is_text_and_not_markup() =>
        Assert.Contains("message &lt;7&gt; of thread &quot;a&amp;b&quot;", HtmlReport.Render(SampleRun.Report()), StringComparison.Ordinal);

    [Fact]
    public void Without_anything_known_of_the_server_its_plots_are_left_out() =>
        Assert.Equal(
            ["Latency over time", "Latency distribution", "Throughput", "Processors"],
            new RunPlots(SampleRun.Report(withServer: false)).All().Select(plot => plot.Title));

    [Fact]
    public void A_long_run_is_thinned_and_keeps_its_peak()
    {
        var plots = new RunPlots(SampleRun.Report(seconds: 2_000)).All().ToList();
        var whole = new RunPlots(SampleRun.Report(seconds: 200)).All().First();

        Assert.All(plots.SelectMany(plot => plot.Series), series => Assert.InRange(series.Points.Count, 1, Plot.MostPoints));
        Assert.True(Peak(plots[0]) >= Peak(whole));
        static double Peak(Plot plot) => plot.Series[0].Points.Where(point => double.IsFinite(point.Y)).Max(point => point.Y);
    }
}
