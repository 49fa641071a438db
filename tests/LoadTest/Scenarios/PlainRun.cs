using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>A scenario in this process with nothing around it, for who compares several runs.</summary>
internal static class PlainRun
{
    public static async Task<PairFigures> RunAsync(IScenario scenario, int? serverPid, CancellationToken cancellationToken)
    {
        using var recorder = new Recorder();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, recorder.Stopped);
        var reading = ReadAsync(recorder, serverPid, over.Token);
        await scenario.RunAsync(recorder, cancellationToken);
        await over.CancelAsync();
        var (first, last) = await reading;
        return PairFigures.Of(recorder, first, last);
    }

    private static async Task<(Reading First, Reading Last)> ReadAsync(
        Recorder recorder, int? serverPid, CancellationToken over)
    {
        await ((Task)recorder.HoldKnown).WaitAsync(over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var first = Reading.Take(recorder.Read(Counter.Done), serverPid, postgresPid: null);
        var left = recorder.HoldKnown.IsCompleted
            ? Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), recorder.HeldTo)
            : TimeSpan.Zero;
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (first, Reading.Take(recorder.Read(Counter.Done), serverPid, postgresPid: null));
    }
}
