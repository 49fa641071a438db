using System.Diagnostics;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Pairs talk: warm up, measure, wait for what is under way, hold the account against the log.</summary>
internal static class PairRun
{
    /// <summary>The server tries for 15 s to find out what has become of a message; then it has to say that it can't.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DrainLook = TimeSpan.FromMilliseconds(20);

    /// <summary>Longer than this, and the accounting at the end is not a matter of waiting.</summary>
    private static readonly TimeSpan LongestAudit = TimeSpan.FromSeconds(60);

    public static async Task<PairFigures> RunAsync(
        RunSettings run, IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        using var tally = new Tally(2 * run.Pairs.Pairs);
        await using var crowd = await Crowd.GatherAsync(run.Server, accounts, run.Pairs, tally, cancellationToken);
        await Console.Error.WriteLineAsync($"{crowd.Pairs.Count} pairs are connected");

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tally.Stopped);
        var start = Stopwatch.GetTimestamp();
        var from = start + (run.WarmUpSeconds * Stopwatch.Frequency);
        var to = from + (run.Seconds * Stopwatch.Frequency);
        tally.MeasureBetween(from, to);
        var sending = Begin(run, crowd, tally, start, to, ending.Token);

        await DelayUntilAsync(from, ending.Token);
        var first = Reading.Take(tally, run.ServerPid);
        await DelayUntilAsync(to, ending.Token);
        var last = Reading.Take(tally, run.ServerPid);

        foreach (var pair in crowd.Pairs)
        {
            pair.Stop();
        }

        await sending;
        cancellationToken.ThrowIfCancellationRequested();
        var unanswered = await SettleAsync(crowd, run.Pairs, tally, cancellationToken);
        return PairFigures.Of(tally, first, last, unanswered);
    }

    private static Task Begin(
        RunSettings run, Crowd crowd, Tally tally, long start, long end, CancellationToken cancellationToken)
    {
        if (run.Rate is { } rate)
        {
            return new Schedule(crowd.Pairs, rate, tally).RunAsync(start, end, cancellationToken);
        }

        foreach (var pair in crowd.Pairs)
        {
            pair.Start();
        }

        return Task.CompletedTask;
    }

    /// <summary>Waits for what is under way, then asks the log, then counts.</summary>
    private static async Task<long> SettleAsync(
        Crowd crowd, PairSettings settings, Tally tally, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (tally.IsConnected && IsUnderWay(crowd, settings, tally) && Stopwatch.GetElapsedTime(since) < LongestDrain)
        {
            await Task.Delay(DrainLook, cancellationToken);
        }

        foreach (var pair in crowd.Pairs)
        {
            pair.BeginAudit();
        }

        if (settings.PushesToSender)
        {
            try
            {
                await crowd.ForEachMemberAsync(member => member.CatchUpAsync())
                    .WaitAsync(LongestAudit, cancellationToken);
            }
            catch (TimeoutException)
            {
                tally.Fail($"Sync did not answer everybody within {LongestAudit.TotalSeconds:F0} s of the end.");
            }

            await crowd.ForEachMemberAsync(member =>
            {
                member.Audit();
                return Task.CompletedTask;
            });
        }

        return crowd.Pairs.Sum(pair => pair.Audit());
    }

    // Both members at the same place of the log: the pushes to the senders have come too.
    private static bool IsUnderWay(Crowd crowd, PairSettings settings, Tally tally) =>
        tally.UnderWay > 0
        || (settings.PushesToSender && crowd.Pairs.Any(pair => pair.Members[0].Held != pair.Members[1].Held));

    private static async Task DelayUntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
        {
            // An early end shows in the figures; it is not an exception here.
            await Task.Delay(left, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
