using System.CommandLine;
using ChatOrleans.Faults.Reports;
using ChatOrleans.Faults.Runs;
using ChatOrleans.LoadTest.Commands;

namespace ChatOrleans.Faults.Commands;

/// <summary>A rolling restart of everything under load.</summary>
internal static class RollCommand
{
    public static Command Create()
    {
        var people = new PeopleOptions(pairs: 100, thinkMs: 2_000);
        var calm = Bounded.Option("--calm", 10, 1, 3_600, "seconds of undisturbed talk before it");
        var command = new Command("roll", "Every silo and gateway is restarted by SIGTERM, one after the other, while people talk.");
        people.AddTo(command);
        command.Add(calm);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new RunSettings
            {
                Schedule = new(),
                Pairs = parsed.GetValue(people.Pairs),
                ThinkMs = parsed.GetValue(people.Think),
                Messages = parsed.GetValue(people.Messages),
                JitterMs = parsed.GetValue(people.Jitter),
                PatienceSeconds = parsed.GetValue(people.Patience),
            };
            await using var lab = await Lab.StartAsync(
                parsed.GetValue(people.Silos), parsed.GetValue(people.Gateways), hasNetwork: false);
            var (verdict, report) = await RollRun.MakeAsync(
                lab, parsed.GetValue(people.Seed), settings, TimeSpan.FromSeconds(parsed.GetValue(calm)), cancellationToken);
            ConsoleVerdict.Print(Console.Out, verdict, string.Join(' ', parsed.Tokens.Select(token => token.Value)));
            report.Print(Console.Out);
            await SummaryFile.WriteAsync(parsed.GetValue(people.Json), report);
            lab.KeepsLogs = !verdict.IsKept;
            if (lab.KeepsLogs)
            {
                await Console.Out.WriteLineAsync($"The nodes' output is in {lab.Logs}");
            }

            return verdict.IsKept ? 0 : 1;
        });
        return command;
    }
}
