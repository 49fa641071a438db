using System.CommandLine;
using System.Globalization;
using ChatOrleans.LoadTest.Depth;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>history</c>, <c>fill</c> and <c>flat</c>: whether the cost stays what it is while threads, the log and the crowd grow.</summary>
internal static class DepthCommands
{
    public static Command History()
    {
        var depths = Numbers("--depths", [1, 1_000, 100_000, 1_000_000], "messages of each thread, the shallow one first");
        var rounds = Rounds();
        var count = Count();
        var options = new PlanOptions(pairs: null, ramp: null, hold: null);
        var command = new Command("history", "Starts the product with threads of several depths; what a message and a page of each cost.")
        {
            depths, rounds, count,
        };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.PublishAsync(
            command.Name,
            parsed,
            new Dictionary<string, string>
            {
                ["depths"] = Text(parsed.GetRequiredValue(depths)),
                ["rounds"] = Text(parsed.GetValue(rounds)),
                ["count"] = Text(parsed.GetValue(count)),
            },
            async plan => await HistoryRun.RunAsync(
                parsed.GetRequiredValue(depths), parsed.GetValue(rounds), parsed.GetValue(count), plan.Size, cancellationToken)));
        return command;
    }

    public static Command Fill()
    {
        var rows = Bounded.Option("--rows", 20_000_000, 1_000, 1_000_000_000, "rows of the full log; 300 bytes of disk each");
        var data = new Option<string?>("--data") { Description = "the full one's data folder, which is kept; otherwise a passing one" };
        var rounds = Rounds();
        var count = Count();
        var options = new PlanOptions(pairs: 200, ramp: 10, hold: 15);
        var command = new Command("fill", "Starts the product twice, once with a full log, and loads both in turns.") { rows, data, rounds, count };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.PublishAsync(
            command.Name,
            parsed,
            new Dictionary<string, string>
            {
                ["rows"] = Text(parsed.GetValue(rows)),
                ["rounds"] = Text(parsed.GetValue(rounds)),
                ["count"] = Text(parsed.GetValue(count)),
            },
            async plan => await FillRun.RunAsync(
                plan, parsed.GetValue(rows), parsed.GetValue(data), parsed.GetValue(rounds), parsed.GetValue(count), cancellationToken)));
        return command;
    }

    public static Command Flat()
    {
        var pairs = Numbers("--pairs", [50, 500, 2_500, 5_000], "pairs of each crowd, the least first");
        var rate = Bounded.Option("--rate", 2_000, 1, 1_000_000, "messages a second over all pairs");
        var rounds = Rounds();
        var options = new PlanOptions(pairs: null, ramp: 10, hold: 20);
        var command = new Command("flat", "Starts the product and sends at one rate over few and many connections, in turns.") { pairs, rate, rounds };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.PublishAsync(
            command.Name,
            parsed,
            new Dictionary<string, string>
            {
                ["pairs"] = Text(parsed.GetRequiredValue(pairs)),
                ["rate"] = Text(parsed.GetValue(rate)),
                ["rounds"] = Text(parsed.GetValue(rounds)),
            },
            async plan => await FlatRun.RunAsync(
                plan, parsed.GetRequiredValue(pairs), parsed.GetValue(rate), parsed.GetValue(rounds), cancellationToken)));
        return command;
    }

    private static Option<int> Rounds() => Bounded.Option("--rounds", 5, 1, 100, "turns");

    private static Option<int> Count() => Bounded.Option("--count", 1_000, 1, 100_000, "messages, and pages of each kind, in a turn");

    private static Option<int[]> Numbers(string name, int[] byDefault, string description)
    {
        var option = new Option<int[]>(name)
        {
            Description = $"{description}, separated by commas",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                var numbers = new List<int>();
                foreach (var part in result.Tokens.SelectMany(token => token.Value.Split(',')))
                {
                    if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                    {
                        numbers.Add(number);
                    }
                    else
                    {
                        result.AddError($"{name}: '{part}' is no number above 0.");
                    }
                }

                return [.. numbers];
            },
        };
        return option;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(int[] values) => string.Join(", ", values);
}
