using Spectre.Console;
using Spectre.Console.Rendering;

namespace ChatOrleans.LoadTest.Screen;

/// <summary>The live screen at one moment.</summary>
internal static class ProgressPanel
{
    private const int BarWidth = 30;

    public static IRenderable Of(string scenario, TimeSpan elapsed, Progress progress, (double? Cores, double? RssMb) server)
    {
        var facts = new ProgressFacts(progress, server);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Add(grid, "phase", $"{facts.Phase}  {Bar(progress.PhaseShare)}");
        Add(grid, "rate", facts.Rate);
        Add(grid, "acknowledgement", facts.Acknowledgement);
        Add(grid, "delivery", facts.Delivery);
        Add(grid, "connections", facts.Connections);
        Add(grid, "messages", facts.Messages);
        Add(grid, "errors", facts.Errors, progress.Errors.Count > 0 ? Color.Yellow : null);
        Add(grid, "violations", facts.Violations, progress.Violations > 0 ? Color.Red : null);
        if (facts.Server is { } known)
        {
            Add(grid, "server", known);
        }

        return new Panel(grid)
            .Header($" {scenario}, {(int)elapsed.TotalMinutes}:{elapsed.Seconds:00} ")
            .Border(BoxBorder.Rounded)
            .Expand();
    }

    private static void Add(Grid grid, string name, string text, Color? color = null) =>
        grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(text, color is null ? Style.Plain : new Style(color)));

    private static string Bar(double? share)
    {
        if (share is not { } known)
        {
            return "";
        }

        var filled = (int)Math.Round(Math.Clamp(known, 0, 1) * BarWidth);
        return $"{new string('█', filled)}{new string('░', BarWidth - filled)} {100 * known:F0} %";
    }
}
