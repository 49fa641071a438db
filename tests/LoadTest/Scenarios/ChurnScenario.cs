using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Openings and closings as fast as they go, in each other's way.</summary>
internal sealed class ChurnScenario(ScenarioSettings settings, IAuditor? auditor) : PeopleScenario(settings, auditor)
{
    public override string Name => ScenarioNames.Churn;

    protected override ConversationRules Rules { get; } = new()
    {
        Size = settings.Size,
        SendsShedAgain = true,
        MayBeClosed = true,
    };

    protected override async Task TalkAsync(Stage stage, CancellationToken cancellationToken)
    {
        var errands = new Errands(stage.Recorder);
        new Churning(stage, stage.Crowd.People, restMs: 0).Begin(errands, cancellationToken);
        await errands.EndAsync();
    }

    protected override Task EndAsync(Stage stage, CancellationToken cancellationToken) =>
        new Churning(stage, stage.Crowd.People, restMs: 0).EndAsync(cancellationToken);
}
