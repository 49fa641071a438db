using System.CommandLine;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Fleet;
using ChatOrleans.LoadTest.Scenarios;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>The scenarios with people that talk through the product.</summary>
internal static class ScenarioCommands
{
    /// <summary>A command for each.</summary>
    public static IEnumerable<Command> All() =>
    [
        Create(ScenarioNames.Chat, 200, 10, 60, "People at a human rhythm: open, write and read, close, find the next free partner."),
        Create(ScenarioNames.Flood, 500, 10, 20, "The ceiling, in a closed loop: a message leaves when the partner has the last one and it is acknowledged."),
        Create(ScenarioNames.Rate, 500, 10, 20, "A fixed rate, in an open loop: latencies count from when a message should have left."),
        Create(ScenarioNames.Connect, 0, 30, 30, "Idle connections, each caught up; nothing is sent but pings."),
        Create(ScenarioNames.Storm, 200, 5, 60, "Pairs talk slowly, and everybody's connection is dropped at once, several times."),
        Create(ScenarioNames.Churn, 50, 5, 30, "Openings and closings as fast as they go, in each other's way."),
        Create(ScenarioNames.Soak, 200, 30, 3_600, "Chat, churn and lost connections, mixed, at a low rate and for hours."),
    ];

    private static Command Create(string name, int pairs, int ramp, int hold, string description)
    {
        var options = new ScenarioOptions(name, Math.Max(1, pairs), ramp, hold);
        var command = new Command(name, $"{description}\n{ServerLimits.Advice}");
        var audit = new AuditOptions();
        var conduct = new ConductOptions();
        options.AddTo(command);
        audit.AddTo(command);
        conduct.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(name, options, audit, conduct, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string name,
        ScenarioOptions options,
        AuditOptions audit,
        ConductOptions conduct,
        ParseResult parsed,
        CancellationToken cancellationToken)
    {
        var file = options.AccountFile(parsed);
        var accounts = await AccountSource.TakeAsync(
            options.Url(parsed), options.AccountCount(parsed), file, cancellationToken);
        var settings = options.Read(parsed, options.Url(parsed), accounts);
        MachineLimits.Check(settings.Accounts.Count * settings.ConnectionsPerAccount, settings.Server);
        var scenario = new PeopleInParts(name, settings, audit.Read(parsed, settings));
        var serverPid = options.ServerPid(parsed) ?? ListeningProcess.Find(settings.Server);
        try
        {
            using var watch = new ServerWatch(settings.Server, serverPid, conduct.Metrics(parsed));
            return await new Conductor(watch).ConductAsync(
                scenario, conduct.Read(parsed, options.Told(parsed), serverPid), cancellationToken);
        }
        finally
        {
            await AccountSource.KeepAsync(file, scenario.Accounts);
        }
    }
}
