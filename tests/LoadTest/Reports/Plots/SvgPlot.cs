using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace ChatOrleans.LoadTest.Reports.Plots;

/// <summary>Draws a plot as SVG. Colours are the page's, by class.</summary>
internal sealed class SvgPlot(Plot plot)
{
    private const double Width = 480;
    private const double Height = 280;
    private const double Left = 52;
    private const double Right = 14;
    private const double Top = 26;
    private const double Bottom = 44;
    private const double HalfDigit = 4;
    private const double InnerWidth = Width - Left - Right;
    private const double InnerHeight = Height - Top - Bottom;

    /// <summary>The drawing as one element.</summary>
    public XElement Draw() => new(
        "svg",
        new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}")),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", plot.Title),
        Grid(),
        Shades(),
        AxisTitles(),
        plot.Series.Select(Line),
        HoverBands());

    private IEnumerable<XElement> Grid()
    {
        foreach (var tick in plot.Y.Ticks)
        {
            var y = PlaceY(tick.At);
            yield return LineOf("grid", Left, y, Left + InnerWidth, y);
            yield return TextOf("tick", "end", Left - 6, y + 4, tick.Label);
        }

        foreach (var tick in plot.X.Ticks)
        {
            var x = PlaceX(tick.At);
            yield return LineOf("mark", x, Top + InnerHeight, x, Top + InnerHeight + 4);

            // A wide label at the very end would leave the drawing.
            var reach = tick.Label.Length * HalfDigit;
            yield return TextOf("tick", "middle", Math.Min(x, Width - reach), Top + InnerHeight + 17, tick.Label);
        }

        yield return LineOf("axis", Left, Top + InnerHeight, Left + InnerWidth, Top + InnerHeight);
    }

    private IEnumerable<XElement> Shades()
    {
        if (plot.Held is not var (from, to))
        {
            yield break;
        }

        foreach (var (start, end) in new[] { (plot.X.Min, from), (to, plot.X.Max) })
        {
            var (x, width) = (PlaceX(start), PlaceX(end) - PlaceX(start));
            if (width > 0.5)
            {
                yield return RectOf("shade", x, Top, width, InnerHeight);
            }
        }
    }

    private IEnumerable<XElement> AxisTitles()
    {
        yield return TextOf("title", "start", 4, 14, plot.Y.Title);
        yield return TextOf("title", "end", Left + InnerWidth, Height - 6, plot.X.Title);
    }

    private XElement Line(PlotSeries series)
    {
        var path = new StringBuilder();
        var lifted = true;
        foreach (var (x, y) in series.Points)
        {
            if (!double.IsFinite(y))
            {
                lifted = true;
                continue;
            }

            path.Append(lifted ? 'M' : 'L').Append(Text(PlaceX(x))).Append(' ').Append(Text(PlaceY(y)));
            lifted = false;
        }

        return new XElement(
            "path",
            new XAttribute("class", $"line hue{series.Hue}{(series.IsDashed ? " dashed" : "")}"),
            new XAttribute("d", path.ToString()));
    }

    /// <summary>A band that nobody sees around each place where there is a point, which tells all values there.</summary>
    private IEnumerable<XElement> HoverBands()
    {
        var values = plot.Series
            .SelectMany(series => series.Points.Where(point => double.IsFinite(point.Y)).Select(point => (series.Name, point.X, point.Y)))
            .GroupBy(value => value.X)
            .OrderBy(group => group.Key)
            .ToList();
        for (var i = 0; i < values.Count; i++)
        {
            var x = PlaceX(values[i].Key);
            var from = i == 0 ? Left : (PlaceX(values[i - 1].Key) + x) / 2;
            var to = i == values.Count - 1 ? Left + InnerWidth : (PlaceX(values[i + 1].Key) + x) / 2;
            var lines = values[i].Select(value => $"{value.Name}: {Number.Figure(value.Y)} {plot.Unit}");
            var band = RectOf("hover", from, Top, Math.Max(to - from, 0.5), InnerHeight);
            band.Add(new XElement("title", $"{plot.HoverX(values[i].Key)}\n{string.Join('\n', lines)}"));
            yield return band;
        }
    }

    private double PlaceX(double value) => Left + (plot.X.Place(value) * InnerWidth);

    private double PlaceY(double value) => Top + ((1 - plot.Y.Place(value)) * InnerHeight);

    private static XElement LineOf(string kind, double x1, double y1, double x2, double y2) => new(
        "line", Class(kind), Attribute("x1", x1), Attribute("y1", y1), Attribute("x2", x2), Attribute("y2", y2));

    private static XElement RectOf(string kind, double x, double y, double width, double height) => new(
        "rect", Class(kind), Attribute("x", x), Attribute("y", y), Attribute("width", width), Attribute("height", height));

    private static XElement TextOf(string kind, string anchor, double x, double y, string text) => new(
        "text", Class(kind), new XAttribute("text-anchor", anchor), Attribute("x", x), Attribute("y", y), text);

    private static XAttribute Class(string name) => new("class", name);

    private static XAttribute Attribute(string name, double value) => new(name, Text(value));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
