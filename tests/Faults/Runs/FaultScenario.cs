using ChatOrleans.Faults.Recovering;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.Faults.Runs;

/// <summary>
/// People of the load test talk while something is done to the servers. Most of them chat, in pairs that part and meet
/// others; one in four is in others' way, since claims are lost or left behind where openings and closings collide.
/// </summary>
internal sealed class FaultScenario : ChatScenario
{
    private const int ChurnShare = 4;
    private const double ChurnRestMs = 400;

    private readonly Ordeal _ordeal;
    private readonly ConversationRules _churnRules;
    private Stage? _churnStage;
    private Churning? _churning;

    /// <param name="settings">What the scenario is told; how long it holds is the ordeal's affair.</param>
    /// <param name="auditor">Holds everything against the servers at the end.</param>
    /// <param name="acks">Takes every acknowledgement.</param>
    /// <param name="ordeal">What is done meanwhile.</param>
    public FaultScenario(ScenarioSettings settings, IAuditor auditor, AckLog acks, Ordeal ordeal)
        : base(settings, auditor)
    {
        _ordeal = ordeal;
        Rules = new ConversationRules { Size = settings.Size, SendsShedAgain = true, Acknowledged = acks.Add };
        _churnRules = Rules with { MayBeClosed = true, Patience = settings.Patience };
    }

    protected override ConversationRules Rules { get; }

    protected override IEnumerable<Person> Chatters(Stage stage) => stage.Crowd.People.Skip(ChurnerCount(stage));

    protected override async Task TalkAsync(Stage stage, CancellationToken cancellationToken)
    {
        // The churners' threads may be closed at any time, those of the others must not be.
        _churnStage = stage with { Couples = new Couples(_churnRules, stage.Recorder) };
        _churning = new Churning(_churnStage, [.. stage.Crowd.People.Take(ChurnerCount(stage))], ChurnRestMs);
        var errands = new Errands(stage.Recorder);
        _churning.Begin(errands, cancellationToken);
        BeginChats(stage, errands, cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await errands.EndAsync();
    }

    protected override async Task LastAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            await _ordeal.UndergoAsync(cancellationToken);
        }
        catch (OrdealException exception)
        {
            stage.Recorder.Fail(exception.Message);
        }
    }

    protected override async Task EndAsync(Stage stage, CancellationToken cancellationToken)
    {
        var churners = ChurnerCount(stage);
        await _churning!.EndAsync(cancellationToken);
        await new Churning(stage, [.. stage.Crowd.People.Skip(churners)], restMs: 0).EndAsync(cancellationToken);
        await _ordeal.BeforeAuditAsync(cancellationToken);
        await stage.Settlement.SettleAsync(_churnStage!.Couples.All, isLast: false, cancellationToken);
    }

    private static int ChurnerCount(Stage stage)
    {
        var count = stage.Crowd.People.Count / ChurnShare;
        return count - (count % 2);
    }
}
