using System.CommandLine;
using System.Globalization;
using ChatOrleans.LoadTest.Limits;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>The options of the comparisons, which start what they compare themselves.</summary>
internal sealed class PlanOptions(int pairs, int ramp, int hold)
{
    private readonly Option<int> _pairs = Bounded.Option("--pairs", pairs, 1, 20_000, "pairs, two connections each");
    private readonly Option<int> _size = Bounded.Option("--size", 64, 1, 4_000, "characters of a message");
    private readonly Option<int> _ramp = Bounded.Option("--ramp", ramp, 0, 3_600, "seconds of each run before the measured ones");
    private readonly Option<int> _hold = Bounded.Option("--hold", hold, 1, 86_400, "measured seconds of each run");
    private readonly Option<string?> _json = new("--json") { Description = "a file for the figures as JSON" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _pairs, _size, _ramp, _hold, _json })
        {
            command.Add(option);
        }
    }

    public LoadPlan Plan(ParseResult parsed) => new()
    {
        Pairs = parsed.GetValue(_pairs),
        Size = parsed.GetValue(_size),
        Ramp = parsed.GetValue(_ramp),
        Hold = parsed.GetValue(_hold),
    };

    /// <summary>Runs it and reports; the exit status.</summary>
    public async Task<int> PublishAsync(
        string scenario, ParseResult parsed, IReadOnlyDictionary<string, string> options, Func<LoadPlan, Task<IFigures>> run)
    {
        var plan = Plan(parsed);
        var conditions = Conditions.Read();
        var report = new Report
        {
            Scenario = scenario,
            Conditions = conditions,
            Options = new(options.ToDictionary(), StringComparer.Ordinal)
            {
                ["pairs"] = Text(plan.Pairs),
                ["size"] = Text(plan.Size),
                ["ramp"] = Text(plan.Ramp),
                ["hold"] = Text(plan.Hold),
            },
            Figures = await run(plan),
        };
        return await report.PublishAsync(parsed.GetValue(_json));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
