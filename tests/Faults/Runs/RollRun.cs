using System.Diagnostics;
using ChatOrleans.Faults.Recovering;
using ChatOrleans.Faults.Reports;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.Faults.Runs;

/// <summary>A rolling restart while people talk, and the audit behind it.</summary>
internal static class RollRun
{
    public static async Task<(RunVerdict Verdict, RollReport Report)> MakeAsync(
        Lab lab, int seed, RunSettings settings, TimeSpan calm, CancellationToken cancellationToken)
    {
        var ordeal = new RollingRestart(lab, calm);
        var acks = new AckLog();
        _ = lab.Supervisor.TakeEnds();
        var since = Stopwatch.GetTimestamp();
        var outcome = await FaultRun.TalkAsync(lab, seed, settings, acks, ordeal, cancellationToken);
        var done = ordeal.Injector.Done;
        var verdict = new RunVerdict
        {
            Seed = seed,
            Schedule = [.. done.Select(injected => injected.Fault.ToString())],
            Faults = FaultRun.Counted(done),
            UnaskedEnds = lab.Supervisor.TakeEnds(),
            Outcome = outcome,
            Wrong = ordeal.Injector.Wrong,
            Recoveries = Recoveries.Of(done, acks.ToList()),
            Seconds = Stopwatch.GetElapsedTime(since).TotalSeconds,
        };
        var report = new RollReport
        {
            Sum = Summary.Of("roll", [verdict]),
            Pairs = settings.Pairs,
            RollSeconds = Stopwatch.GetElapsedTime(ordeal.From, ordeal.To).TotalSeconds,
            Before = Percentiles.Of(acks.LatenciesMs(ordeal.CalmFrom, ordeal.From)),
            During = Percentiles.Of(acks.LatenciesMs(ordeal.From, ordeal.To)),
            Reconnect = outcome.Latency(Measure.Reconnect).Summarize(),
        };
        return (verdict, report);
    }
}
