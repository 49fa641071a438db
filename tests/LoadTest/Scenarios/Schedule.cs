using System.Diagnostics;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// An open loop: messages leave when their time has come, whatever has become of those before. It has a thread of its
/// own, since a busy thread pool would hide the server's delays behind its own.
/// </summary>
internal sealed class Schedule(IReadOnlyList<Pair> pairs, double perSecond, Tally tally)
{
    public Task RunAsync(long start, long end, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Run(start, end, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private void Run(long start, long end, CancellationToken cancellationToken)
    {
        var period = Stopwatch.Frequency / perSecond;
        for (var number = 0L; !cancellationToken.IsCancellationRequested; number++)
        {
            var intendedAt = start + (long)(number * period);
            if (intendedAt >= end)
            {
                return;
            }

            var now = Stopwatch.GetTimestamp();
            while (now < intendedAt && !cancellationToken.IsCancellationRequested)
            {
                Thread.Sleep(1);
                now = Stopwatch.GetTimestamp();
            }

            if (tally.Measures(intendedAt))
            {
                tally.Lateness.Record(intendedAt, now);
            }

            pairs[(int)(number % pairs.Count)].Send(intendedAt);
        }
    }
}
