using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Idle connections, each caught up; nothing is sent but pings.</summary>
internal sealed class ConnectScenario(ScenarioSettings settings) : PeopleScenario(settings, auditor: null)
{
    public override string Name => ScenarioNames.Connect;

    protected override ConversationRules Rules { get; } = new() { Size = settings.Size, SendsShedAgain = true };

    protected override TimeSpan JoinTime => TimeSpan.FromSeconds(Settings.RampSeconds);

    protected override Task TalkAsync(Stage stage, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
}
