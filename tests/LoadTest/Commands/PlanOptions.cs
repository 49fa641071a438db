using System.CommandLine;
using System.Globalization;
using ChatOrleans.LoadTest.Limits;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>The options of the comparisons, which start what they compare themselves.</summary>
/// <param name="pairs">How many by default; null where the command has its own idea of them.</param>
/// <param name="ramp">Seconds by default; null where nothing is timed by the clock.</param>
/// <param name="hold">Seconds by default; null likewise.</param>
internal sealed class PlanOptions(int? pairs, int? ramp, int? hold)
{
    private readonly Option<int> _pairs = Bounded.Option("--pairs", pairs ?? 1, 1, 20_000, "pairs, two connections each");
    private readonly Option<int> _size = Bounded.Option("--size", 64, 1, 4_000, "characters of a message");
    private readonly Option<int> _ramp = Bounded.Option("--ramp", ramp ?? 0, 0, 3_600, "seconds of each run before the measured ones");
    private readonly Option<int> _hold = Bounded.Option("--hold", hold ?? 1, 1, 86_400, "measured seconds of each run");
    private readonly Option<string?> _json = new("--json") { Description = "a file for the figures as JSON" };

    public void AddTo(Command command)
    {
        command.Add(_size);
        command.Add(_json);
        foreach (var (option, byDefault) in new[] { (_pairs, pairs), (_ramp, ramp), (_hold, hold) })
        {
            if (byDefault is not null)
            {
                command.Add(option);
            }
        }
    }

    public LoadPlan Plan(ParseResult parsed) => new()
    {
        Pairs = Given(parsed, _pairs, pairs) ?? 1,
        Size = parsed.GetValue(_size),
        Ramp = Given(parsed, _ramp, ramp) ?? 0,
        Hold = Given(parsed, _hold, hold) ?? 1,
    };

    /// <summary>Runs it and reports; the exit status.</summary>
    public async Task<int> PublishAsync(
        string scenario, ParseResult parsed, IReadOnlyDictionary<string, string> options, Func<LoadPlan, Task<IFigures>> run)
    {
        var plan = Plan(parsed);
        var conditions = Conditions.Read();
        var all = new SortedDictionary<string, string>(options.ToDictionary(), StringComparer.Ordinal)
        {
            ["size"] = Text(plan.Size),
        };
        foreach (var (option, byDefault) in new[] { (_pairs, pairs), (_ramp, ramp), (_hold, hold) })
        {
            if (Given(parsed, option, byDefault) is { } value)
            {
                all[option.Name.TrimStart('-')] = Text(value);
            }
        }

        var report = new Report
        {
            Scenario = scenario,
            Conditions = conditions,
            Options = all,
            Figures = await run(plan),
        };
        return await report.PublishAsync(parsed.GetValue(_json));
    }

    private static int? Given(ParseResult parsed, Option<int> option, int? byDefault) =>
        byDefault is null ? null : parsed.GetValue(option);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
