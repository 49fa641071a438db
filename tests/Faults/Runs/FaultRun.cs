using System.Diagnostics;
using ChatOrleans.Faults.Injecting;
using ChatOrleans.Faults.Recovering;
using ChatOrleans.Faults.Reports;
using ChatOrleans.Faults.Scheduling;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Depth;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.Faults.Runs;

/// <summary>One seeded run: people talk, the schedule is done, everything heals, everything is audited.</summary>
internal static class FaultRun
{
    private const int RampSeconds = 1;

    /// <summary>The ordeal ends the measured time, not the clock.</summary>
    private const int LongestHold = 3_600;

    public static async Task<RunVerdict> MakeAsync(Lab lab, int seed, RunSettings settings, CancellationToken cancellationToken)
    {
        var schedule = Schedule.Of(seed, settings.Schedule);
        var ordeal = new ScheduledFaults(lab, schedule, settings.Plant);
        var acks = new AckLog();
        _ = lab.Supervisor.TakeEnds();
        await lab.HealAsync(cancellationToken);
        var since = Stopwatch.GetTimestamp();
        var outcome = await TalkAsync(lab, seed, settings, acks, ordeal, cancellationToken);
        return new RunVerdict
        {
            Seed = seed,
            Schedule = [.. schedule.Select(fault => fault.ToString())],
            Faults = Counted(ordeal.Injector.Done),
            UnaskedEnds = lab.Supervisor.TakeEnds(),
            Outcome = outcome,
            Wrong = ordeal.Injector.Wrong,
            Recoveries = Recoveries.Of(ordeal.Injector.Done, acks.ToList()),
            HealSeconds = ordeal.HealSeconds,
            Seconds = Stopwatch.GetElapsedTime(since).TotalSeconds,
        };
    }

    /// <summary>People talk while the ordeal lasts; everything is audited at the end.</summary>
    public static async Task<LoadTest.Reports.RunOutcome> TalkAsync(
        Lab lab, int seed, RunSettings settings, AckLog acks, Ordeal ordeal, CancellationToken cancellationToken)
    {
        var urls = lab.Topology.Urls;
        var people = new ScenarioSettings
        {
            Server = urls[0],
            OtherServers = [.. urls.Skip(1)],
            Accounts = await SeededAccounts.MakeAsync(urls[0], lab.Database, 2 * settings.Pairs, cancellationToken),
            RampSeconds = RampSeconds,
            HoldSeconds = LongestHold,
            CooldownSeconds = 0,
            ThinkMs = settings.ThinkMs,
            Messages = settings.Messages,
            JitterMs = settings.JitterMs,
            PatienceSeconds = settings.PatienceSeconds,
            Seed = seed,
        };
        var auditor = new ServerAuditor(new AuditSettings
        {
            Server = urls[0],
            IsItsText = people.IsItsText,
            ConnectionString = lab.Topology.Postgres.ConnectionString,
            Seed = seed,
        });
        using var recorder = new Recorder();
        await new FaultScenario(people, auditor, acks, ordeal).RunAsync(recorder, cancellationToken);
        return recorder.Outcome();
    }

    /// <summary>What was done, by kind and role.</summary>
    public static SortedDictionary<string, int> Counted(IEnumerable<InjectedFault> faults) =>
        new(
            faults.GroupBy(done => NameOf(done.Fault)).ToDictionary(group => group.Key, group => group.Count()),
            StringComparer.Ordinal);

    private static string NameOf(Fault fault) =>
        fault.Node == Fault.Postgres ? fault.Kind.ToString() : $"{fault.Kind} {fault.Node[..fault.Node.IndexOf('-')]}";
}
