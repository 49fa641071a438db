using System.CommandLine;
using System.Globalization;
using ChatOrleans.LoadTest.Limits;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>limits</c> and <c>overload</c>: how far the product is from what bounds it, and what it does beyond its own bound.</summary>
internal static class LimitCommands
{
    public static Command Limits()
    {
        var rounds = Bounded.Option("--rounds", 5, 1, 50, "rounds of product, echo and log");
        var options = new PlanOptions(pairs: 500, ramp: 10, hold: 20);
        var command = new Command(
            "limits",
            "Starts the product and a bare SignalR echo and floods them in turns, with the log alone in between: the ratio.")
        {
            rounds,
        };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.PublishAsync(
            command.Name,
            parsed,
            new Dictionary<string, string> { ["rounds"] = Text(parsed.GetValue(rounds)) },
            async plan => await LimitsRun.RunAsync(plan, parsed.GetValue(rounds), cancellationToken)));
        return command;
    }

    public static Command Overload()
    {
        var ceiling = Bounded.Option("--ceiling-hold", 20, 1, 3_600, "seconds in which the ceiling is measured");
        var percent = Bounded.Option("--percent", 150, 10, 1_000, "of the ceiling that is offered");
        var options = new PlanOptions(pairs: 500, ramp: 10, hold: 60);
        var command = new Command(
            "overload", "Starts the product, finds its ceiling, and offers more: what it keeps, refuses, and needs for it.")
        {
            ceiling, percent,
        };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.PublishAsync(
            command.Name,
            parsed,
            new Dictionary<string, string>
            {
                ["ceiling-hold"] = Text(parsed.GetValue(ceiling)),
                ["percent"] = Text(parsed.GetValue(percent)),
            },
            async plan => await OverloadRun.RunAsync(
                plan, parsed.GetValue(ceiling), parsed.GetValue(percent) / 100.0, cancellationToken)));
        return command;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
