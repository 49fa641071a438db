using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Pairs that flood a server, or send at a rate.</summary>
internal static class PairRun
{
    public static Task<PairFigures> RunAsync(
        RunSettings run, IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        var settings = new ScenarioSettings
        {
            Server = run.Server,
            Accounts = accounts,
            RampSeconds = run.WarmUpSeconds,
            HoldSeconds = run.Seconds,
            CooldownSeconds = 0,
            Size = run.Pairs.Size,
            Alternate = run.Pairs.Alternate,
            Rate = run.Rate ?? 0,
            IsProduct = run.Pairs.PushesToSender,
        };
        IScenario scenario = run.Pairs.ClosedLoop ? new FloodScenario(settings, auditor: null) : new RateScenario(settings, auditor: null);
        return PlainRun.RunAsync(scenario, run.ServerPid, cancellationToken);
    }
}
