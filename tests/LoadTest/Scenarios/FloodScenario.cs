using System.Diagnostics;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>The ceiling, in a closed loop: a message leaves when the partner has the last one and it is acknowledged.</summary>
internal sealed class FloodScenario(ScenarioSettings settings, IAuditor? auditor) : PairScenario(settings, auditor)
{
    private volatile bool _running;

    public override string Name => Settings.IsProduct ? ScenarioNames.Flood : ScenarioNames.Echo;

    protected override ConversationRules Rules { get; } = new()
    {
        Size = settings.Size,
        SendsShedAgain = true,
        PushesToSender = settings.IsProduct,
    };

    protected override async Task TalkAsync(Stage stage, CancellationToken cancellationToken)
    {
        _running = true;
        foreach (var conversation in Conversations)
        {
            var turn = 0;
            conversation.Settled = settled =>
            {
                if (_running)
                {
                    turn = Settings.Alternate ? 1 - turn : 0;
                    settled.Send(turn, Stopwatch.GetTimestamp());
                }
            };
            conversation.Send(0, Stopwatch.GetTimestamp());
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running = false;
    }
}
