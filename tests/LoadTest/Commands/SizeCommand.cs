using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Sizing;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>size</c>: what so many daily users take, on paper, and a simulation that checks it. Starts and loads nothing.</summary>
internal static class SizeCommand
{
    private static readonly SizeAssumptions Default = new();

    /// <summary>What can be assumed otherwise, by option.</summary>
    private static readonly (Option<double> Option, Func<SizeAssumptions, double, SizeAssumptions> Set)[] Assumed =
    [
        (Number("--sessions", Default.Sessions, "sessions a person and day"), (a, value) => a with { Sessions = value }),
        (Number("--session-minutes", Default.SessionMinutes, "minutes a session"), (a, value) => a with { SessionMinutes = value }),
        (Number("--messages", Default.Messages, "messages a person sends a day"), (a, value) => a with { Messages = value }),
        (Number("--peak-factor", Default.PeakFactor, "the busiest minute beside the day's mean"), (a, value) => a with { PeakFactor = value }),
        (Number("--text-bytes", Default.TextBytes, "bytes of a text"), (a, value) => a with { TextBytes = value }),
        (Number("--retention-days", Default.RetentionDays, "days that messages are kept"), (a, value) => a with { RetentionDays = value }),
        (Number("--utilization", Default.Utilization, "share of its processors that a machine uses at the peak"), (a, value) => a with { Utilization = Math.Clamp(value, 0.05, 0.95) }),
        (Number("--gateway-us", Default.GatewayMicros, "µs of a gateway a message"), (a, value) => a with { GatewayMicros = value }),
        (Number("--silo-us", Default.SiloMicros, "µs of a silo a message"), (a, value) => a with { SiloMicros = value }),
        (Number("--database-us", Default.DatabaseMicros, "µs of PostgreSQL a message"), (a, value) => a with { DatabaseMicros = value }),
        (Number("--commit-us", Default.CommitMicros, "µs of a commit"), (a, value) => a with { CommitMicros = value }),
        (Number("--reconnect-gateway-us", Default.ReconnectGatewayMicros, "µs of a gateway to connect and Sync"), (a, value) => a with { ReconnectGatewayMicros = value }),
        (Number("--reconnect-silo-us", Default.ReconnectSiloMicros, "µs of a silo to connect and Sync"), (a, value) => a with { ReconnectSiloMicros = value }),
        (Number("--reconnect-database-us", Default.ReconnectDatabaseMicros, "µs of PostgreSQL to connect and Sync"), (a, value) => a with { ReconnectDatabaseMicros = value }),
        (Number("--disk-tb", Default.DiskBytes / 1e12, "TB of disk a PostgreSQL server"), (a, value) => a with { DiskBytes = value * 1e12 }),
        (Number("--jitter-seconds", Default.JitterSeconds, "longest random wait before a client comes back"), (a, value) => a with { JitterSeconds = value }),
        (Number("--lost-share", Default.LostShare, "share of the gateways lost at the peak"), (a, value) => a with { LostShare = Math.Clamp(value, 0.01, 0.9) }),
    ];

    public static Command Create()
    {
        var users = Bounded.Option("--daily-users", 1_000_000, 1_000, 2_000_000_000, "people who come on a day");
        var cores = Bounded.Option("--cores", Default.Cores, 1, 256, "processors of a machine");
        var connections = Bounded.Option("--gateway-connections", Default.GatewayConnections, 1_000, 1_000_000, "connections of a gateway");
        var seconds = Bounded.Option("--seconds", 20, 1, 600, "simulated seconds of the peak");
        var seed = Bounded.Option("--seed", 1, 0, int.MaxValue, "makes it repeatable");
        var json = new Option<string?>("--json") { Description = "a file for the result as JSON" };
        var command = new Command("size", "What so many daily users take: on paper, and simulated. Starts nothing.")
        {
            users, cores, connections, seconds, seed, json,
        };
        foreach (var (option, _) in Assumed)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var assumptions = Assumed.Aggregate(
                Default with
                {
                    DailyUsers = parsed.GetValue(users),
                    Cores = parsed.GetValue(cores),
                    GatewayConnections = parsed.GetValue(connections),
                },
                (so, assumed) => assumed.Set(so, parsed.GetValue(assumed.Option)));
            var run = SizeRun.Of(assumptions, parsed.GetValue(seconds), parsed.GetValue(seed));
            await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, SizeTable.Lines(run)));
            if (parsed.GetValue(json) is { } file)
            {
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(run, ReportJson.Options), cancellationToken);
            }

            return 0;
        });
        return command;
    }

    private static Option<double> Number(string name, double byDefault, string description)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)
                && !(value > 0 && value < 1e12))
            {
                result.AddError($"{name} is {value}; it must be above 0.");
            }
        });
        return option;
    }
}
