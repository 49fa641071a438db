using System.CommandLine;
using System.Globalization;
using ChatOrleans.Faults.Reports;
using ChatOrleans.Faults.Runs;
using ChatOrleans.Faults.Scheduling;
using ChatOrleans.LoadTest.Commands;

namespace ChatOrleans.Faults.Commands;

/// <summary>Seeded runs of faults.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var people = new PeopleOptions(pairs: 20, thinkMs: 250);
        var runs = Bounded.Option("--runs", 1, 1, 100_000, "runs, each with the next seed");
        var seconds = Bounded.Option("--seconds", 8, 1, 3_600, "seconds of each run in which faults begin");
        var kills = Bounded.Option("--kills", 3, 0, 1_000, "SIGKILLs of silos and gateways");
        var pauses = Bounded.Option("--pauses", 1, 0, 1_000, "SIGSTOPs of silos and gateways");
        var rolls = Bounded.Option("--rolls", 1, 0, 1_000, "SIGTERMs of silos and gateways");
        var cuts = Bounded.Option("--cuts", 0, 0, 1_000, "network links that are cut (Linux, root, iproute2)");
        var postgres = Bounded.Option("--postgres", 0, 0, 1_000, "kills and pauses of PostgreSQL");
        var keep = new Option<bool>("--keep-logs") { Description = "keeps the nodes' output even when nothing was violated" };
        var plant = new Option<Plant>("--plant")
        {
            Description = "does something to the log behind the product's back before the audit, to check the checker: the run has to be violated",
        };
        var command = new Command("run", "People talk while nodes are killed, paused, restarted and cut off by a seeded schedule.");
        people.AddTo(command);
        foreach (var option in new Option[] { runs, seconds, kills, pauses, rolls, cuts, postgres, plant, keep })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new RunSettings
            {
                Schedule = new ScheduleSettings
                {
                    Silos = parsed.GetValue(people.Silos),
                    Gateways = parsed.GetValue(people.Gateways),
                    Seconds = parsed.GetValue(seconds),
                    Kills = parsed.GetValue(kills),
                    Pauses = parsed.GetValue(pauses),
                    Rolls = parsed.GetValue(rolls),
                    Cuts = parsed.GetValue(cuts),
                    Postgres = parsed.GetValue(postgres),
                },
                Pairs = parsed.GetValue(people.Pairs),
                ThinkMs = parsed.GetValue(people.Think),
                Messages = parsed.GetValue(people.Messages),
                JitterMs = parsed.GetValue(people.Jitter),
                PatienceSeconds = parsed.GetValue(people.Patience),
                Plant = Planting.Of(parsed.GetValue(plant)),
            };
            return await RunAsync(
                settings, parsed.GetValue(people.Seed), parsed.GetValue(runs), parsed.GetValue(people.Json), parsed.GetValue(keep), Told(parsed), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        RunSettings settings, int seed, int runs, string? json, bool keepsLogs, string told, CancellationToken cancellationToken)
    {
        var verdicts = new List<RunVerdict>();
        await using var lab = await Lab.StartAsync(
            settings.Schedule.Silos, settings.Schedule.Gateways, settings.Schedule.Cuts > 0);
        lab.KeepsLogs = keepsLogs;
        try
        {
            for (var i = 0; i < runs; i++)
            {
                var verdict = await FaultRun.MakeAsync(lab, seed + i, settings, cancellationToken);
                verdicts.Add(verdict);
                lab.KeepsLogs |= !verdict.IsKept;
                ConsoleVerdict.Print(Console.Out, verdict, $"run {told} --seed {(seed + i).ToString(CultureInfo.InvariantCulture)} --runs 1");
            }
        }
        catch (OrdealException)
        {
            lab.KeepsLogs = true;
            throw;
        }
        finally
        {
            var summary = Summary.Of($"run {told}", verdicts);
            ConsoleVerdict.Print(Console.Out, summary);
            await SummaryFile.WriteAsync(json, summary);
            if (lab.KeepsLogs)
            {
                await Console.Out.WriteLineAsync($"The nodes' output is in {lab.Logs}");
            }
        }

        return verdicts.All(verdict => verdict.IsKept) ? 0 : 1;
    }

    // What was told, without what changes from run to run.
    private static string Told(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).Skip(1).ToList();
        foreach (var name in new[] { "--seed", "--runs", "--json" })
        {
            if (words.IndexOf(name) is >= 0 and var at)
            {
                words.RemoveRange(at, Math.Min(2, words.Count - at));
            }
        }

        return string.Join(' ', words);
    }
}
