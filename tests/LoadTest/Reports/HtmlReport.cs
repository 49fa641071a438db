using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports.Plots;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>A report as one page that needs nothing else: no script, no font, no request.</summary>
internal sealed class HtmlReport
{
    private readonly StringBuilder _page = new();
    private readonly RunReport _report;

    private HtmlReport(RunReport report) => _report = report;

    public static string Render(RunReport report)
    {
        var page = new HtmlReport(report);
        page.Write();
        return page._page.ToString();
    }

    private void Write()
    {
        var title = $"{_report.Scenario}, {_report.Conditions.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";
        _page.AppendLine("<!DOCTYPE html>")
            .AppendLine("<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .AppendLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .AppendLine("<meta name=\"color-scheme\" content=\"light dark\">")
            .Append("<title>").Append(Encode($"Load test: {title}")).AppendLine("</title>")
            .Append("<style>").Append(HtmlStyle.Css).AppendLine("</style></head><body><main>")
            .Append("<h1>").Append(Encode(_report.Scenario)).Append(" <small>").Append(Encode(title[(_report.Scenario.Length + 2)..])).AppendLine("</small></h1>");
        Verdict();
        Tiles();
        Where();
        _page.AppendLine("<section class=\"plots\">");
        foreach (var plot in new RunPlots(_report).All())
        {
            Figure(plot);
        }

        _page.AppendLine("</section>");
        if (_report.Server.Points.Count == 0)
        {
            _page.AppendLine("<p class=\"note\">Nothing was known of the server meanwhile, so its plots are left out.</p>");
        }

        Latencies();
        Faults();
        Table("Whole run", ["count", ""], _report.Counts.Select(pair => new[] { ConsoleReport.Spaced(pair.Key.ToString()), Whole(pair.Value) }));
        Conditions();
        _page.AppendLine("</main></body></html>");
    }

    private void Verdict()
    {
        var text = _report.Sound ? "Sound: every promise was kept." : $"Not sound: {string.Join("; ", _report.Faults)}.";
        _page.Append("<p class=\"verdict ").Append(_report.Sound ? "good" : "bad").Append("\">").Append(Encode(text)).AppendLine("</p>");
    }

    private void Where()
    {
        var conditions = _report.Conditions;
        var text = $"{conditions.Cores} cores, {conditions.Processor}; commit {conditions.Commit ?? "unknown"}; "
            + string.Join(", ", _report.Options.Select(option => $"{option.Key} {option.Value}"));
        _page.Append("<p class=\"where\">").Append(Encode(text)).AppendLine("</p>");
    }

    private void Tiles()
    {
        _page.AppendLine("<section class=\"tiles\">");
        Tile("messages", FigureNames.Rate, "/s");
        Tile("ack p50", FigureNames.Of(Measure.Acknowledgement, "p50"), "ms");
        Tile("ack p99", FigureNames.Of(Measure.Acknowledgement, "p99"), "ms");
        Tile("delivery p50", FigureNames.Of(Measure.Delivery, "p50"), "ms");
        Tile("delivery p99", FigureNames.Of(Measure.Delivery, "p99"), "ms");
        Tile("server / message", FigureNames.ServerUs, "µs");
        Tile("PostgreSQL / message", FigureNames.PostgresUs, "µs");
        Tile("generator / message", FigureNames.GeneratorUs, "µs");
        Tile("violations", FigureNames.ViolationCount, "");
        _page.AppendLine("</section>");
    }

    private void Tile(string name, string figure, string unit)
    {
        var known = _report.Figures.TryGetValue(figure, out var value);
        var text = !known ? "–" : figure == FigureNames.ViolationCount ? Whole((long)value) : Number.Figure(value);
        _page.Append("<div class=\"tile").Append(figure == FigureNames.ViolationCount && value > 0 ? " bad" : "").Append("\"><span>")
            .Append(Encode(name)).Append("</span><b>").Append(Encode(text)).Append(known && unit.Length > 0 ? $" <i>{Encode(unit)}</i>" : "")
            .AppendLine("</b></div>");
    }

    private void Figure(Plot plot)
    {
        _page.Append("<figure><figcaption>").Append(Encode(plot.Title)).Append("</figcaption><ul class=\"legend\">");
        foreach (var series in plot.Series)
        {
            _page.Append("<li class=\"hue").Append(series.Hue).Append(series.IsDashed ? " dashed" : "").Append("\">")
                .Append(Encode(series.Name)).Append("</li>");
        }

        _page.Append("</ul>").Append(new SvgPlot(plot).Draw().ToString(SaveOptions.DisableFormatting));
        if (plot.Note is not null)
        {
            _page.Append("<p class=\"note\">").Append(Encode(plot.Note)).Append("</p>");
        }

        _page.AppendLine("</figure>");
    }

    private void Latencies() => Table(
        "Latencies of the measured time, ms",
        ["what", "count", "p50", "p90", "p99", "p99.9", "max"],
        _report.Latencies.Select(pair => pair.Value.Summary is var summary
            ? new[]
            {
                ConsoleReport.Spaced(pair.Key.ToString()), Whole(summary.Count), Number.Figure(summary.P50Ms), Number.Figure(summary.P90Ms),
                Number.Figure(summary.P99Ms), Number.Figure(summary.P999Ms), Number.Figure(summary.MaxMs),
            }
            : []));

    private void Faults()
    {
        Table("Violations", ["kind", "count", "the first"], _report.Violations.Select(pair => new[] { pair.Key, Whole(pair.Value.Count), pair.Value.Example }), "none");
        Table("Errors", ["code", "count"], _report.Errors.Select(pair => new[] { pair.Key, Whole(pair.Value) }), "none");
    }

    private void Conditions()
    {
        var conditions = _report.Conditions;
        Table("Options", ["option", "value"], _report.Options.Select(pair => new[] { pair.Key, pair.Value }));
        Table(
            "Conditions",
            ["what", "value"],
            [
                ["machine", $"{conditions.Cores} cores, {conditions.Processor}"],
                ["system", conditions.System],
                ["generators", $"{Whole(_report.Generators)}, {conditions.Runtime}, {conditions.GarbageCollector} GC"],
                ["commit", conditions.Commit ?? "unknown"],
                ["load before", conditions.LoadBefore?.ToString(CultureInfo.InvariantCulture) ?? "unknown"],
                ["measured", $"{Number.Figure(_report.HeldTo - _report.HeldFrom ?? 0)} s"],
            ]);
    }

    private void Table(string title, string[] columns, IEnumerable<string[]> rows, string? whenEmpty = null)
    {
        var all = rows.ToList();
        if (all.Count == 0 && whenEmpty is null)
        {
            return;
        }

        _page.Append("<section class=\"table\"><h2>").Append(Encode(title)).AppendLine("</h2>");
        if (all.Count == 0)
        {
            _page.Append("<p>").Append(Encode(whenEmpty!)).AppendLine("</p></section>");
            return;
        }

        _page.Append("<table><thead><tr>");
        Cells("th", columns);
        _page.AppendLine("</tr></thead><tbody>");
        foreach (var row in all)
        {
            _page.Append("<tr>");
            Cells("td", row);
            _page.AppendLine("</tr>");
        }

        _page.AppendLine("</tbody></table></section>");
    }

    private void Cells(string kind, string[] texts)
    {
        foreach (var text in texts)
        {
            var isNumber = double.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
            _page.Append('<').Append(kind).Append(isNumber ? " class=\"number\">" : ">").Append(Encode(text)).Append("</").Append(kind).Append('>');
        }
    }

    private static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
