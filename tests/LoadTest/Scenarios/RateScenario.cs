using System.Diagnostics;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// A fixed rate, in an open loop: messages leave when their time has come, whatever has become of those before. What the
/// server sheds stays refused. The schedule has a thread of its own, since a busy thread pool would hide the server's
/// delays behind its own.
/// </summary>
internal sealed class RateScenario(ScenarioSettings settings, IAuditor? auditor) : PairScenario(settings, auditor)
{
    public override string Name => ScenarioNames.Rate;

    protected override ConversationRules Rules { get; } = new() { Size = settings.Size, SendsShedAgain = false };

    protected override Task TalkAsync(Stage stage, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Send(stage.Recorder, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private void Send(Recorder recorder, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var period = Stopwatch.Frequency / Settings.Rate;
        var pairs = Conversations.Length;
        for (var number = 0L; !cancellationToken.IsCancellationRequested; number++)
        {
            var intendedAt = start + (long)(number * period);
            var now = Stopwatch.GetTimestamp();
            while (now < intendedAt && !cancellationToken.IsCancellationRequested)
            {
                Thread.Sleep(1);
                now = Stopwatch.GetTimestamp();
            }

            recorder.Record(Measure.Lateness, intendedAt, now);
            var side = Settings.Alternate ? (int)(number / pairs) & 1 : 0;
            Conversations[(int)(number % pairs)].Send(side, intendedAt);
        }
    }
}
