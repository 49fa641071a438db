using System.CommandLine;
using System.Globalization;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>The options that all scenarios with pairs share, and how such a scenario runs.</summary>
internal sealed class PairOptions
{
    private readonly Option<int> _pairs = Bounded.Option("--pairs", 500, 1, 20_000, "pairs, two connections each");
    private readonly Option<int> _seconds = Bounded.Option("--seconds", 20, 1, 86_400, "measured time");
    private readonly Option<int> _warmUp = Bounded.Option("--warmup", 10, 0, 3_600, "seconds before it that don't count");
    private readonly Option<int> _size = Bounded.Option("--size", 64, 1, 4_000, "characters of a message");
    private readonly Option<string?> _json = new("--json") { Description = "a file for the figures as JSON" };

    /// <summary>Adds them to a scenario.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _pairs, _seconds, _warmUp, _size, _json })
        {
            command.Add(option);
        }
    }

    public int Pairs(ParseResult parsed) => parsed.GetValue(_pairs);

    /// <summary>Runs and reports; the exit status.</summary>
    /// <param name="scenario">Its name.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="server">Where to connect.</param>
    /// <param name="serverPid">The server's process, if known.</param>
    /// <param name="accounts">Two for each pair.</param>
    /// <param name="alternate">Whether the two of a pair take turns.</param>
    /// <param name="rate">Messages a second in all; null for a closed loop.</param>
    /// <param name="pushesToSender">Whether the server keeps the wire contract in full, or is the bare echo.</param>
    /// <param name="cancellationToken">Ends the run without a report.</param>
    public async Task<int> RunAsync(
        string scenario,
        ParseResult parsed,
        Uri server,
        int? serverPid,
        IReadOnlyList<Account> accounts,
        bool alternate,
        double? rate,
        bool pushesToSender,
        CancellationToken cancellationToken)
    {
        var run = new RunSettings
        {
            Server = server,
            ServerPid = serverPid,
            Rate = rate,
            WarmUpSeconds = parsed.GetValue(_warmUp),
            Seconds = parsed.GetValue(_seconds),
            Pairs = new PairSettings
            {
                Pairs = parsed.GetValue(_pairs),
                Size = parsed.GetValue(_size),
                Alternate = alternate,
                ClosedLoop = rate is null,
                PushesToSender = pushesToSender,
            },
        };
        if (rate * (run.WarmUpSeconds + run.Seconds) > Tally.MaxMessages)
        {
            throw new SetUpException($"That would be more than the {Tally.MaxMessages} messages that one run keeps account of.");
        }

        var conditions = Conditions.Read();
        var figures = await PairRun.RunAsync(run, accounts, cancellationToken);
        var report = new Report
        {
            Scenario = scenario,
            Conditions = conditions,
            Options = new(StringComparer.Ordinal)
            {
                ["pairs"] = Text(run.Pairs.Pairs),
                ["seconds"] = Text(run.Seconds),
                ["warmup"] = Text(run.WarmUpSeconds),
                ["size"] = Text(run.Pairs.Size),
                ["direction"] = alternate ? "taking turns" : "one way",
                ["rate"] = rate is { } perSecond ? perSecond.ToString(CultureInfo.InvariantCulture) : "closed loop",
            },
            Figures = figures,
        };
        return await report.PublishAsync(parsed.GetValue(_json));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
