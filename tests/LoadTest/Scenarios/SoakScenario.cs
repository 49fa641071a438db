using System.Collections.Concurrent;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// For hours: most people chat, some are in each other's way, and now and then a connection is dropped. Conversations that
/// are over are brought to their account as it goes and then forgotten, so that the generator does not grow.
/// </summary>
internal sealed class SoakScenario(ScenarioSettings settings, IAuditor? auditor) : ChatScenario(settings, auditor)
{
    /// <summary>One person of this many is in others' way.</summary>
    private const int Share = 10;

    private const double ChurnRestMs = 5_000;

    /// <summary>How long a person's connection lasts, on average.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AccountPeriod = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<Conversation> _over = new();
    private Churning? _churning;

    public override string Name => ScenarioNames.Soak;

    protected override ConversationRules Rules { get; } = new()
    {
        Size = settings.Size,
        SendsShedAgain = true,
        MayBeClosed = true,
    };

    protected override IEnumerable<Person> Chatters(Stage stage) => stage.Crowd.People.Skip(ChurnerCount(stage));

    protected override async Task TalkAsync(Stage stage, CancellationToken cancellationToken)
    {
        var errands = new Errands(stage.Recorder);
        BeginChats(stage, errands, cancellationToken);
        _churning = new Churning(stage, [.. stage.Crowd.People.Take(ChurnerCount(stage))], ChurnRestMs);
        _churning.Begin(errands, cancellationToken);
        errands.Begin(() => DropAsync(stage, cancellationToken));
        errands.Begin(() => AccountAsync(stage, cancellationToken));
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await errands.EndAsync();
    }

    protected override Task EndAsync(Stage stage, CancellationToken cancellationToken) =>
        _churning?.EndAsync(cancellationToken) ?? Task.CompletedTask;

    protected override void OnParted(Conversation conversation) => _over.Enqueue(conversation);

    // While a conversation waits for its account nobody may go on with it.
    protected override bool IsFree(Stage stage, Person person, Person partner) =>
        stage.Couples.Find(person, partner) is null;

    private static int ChurnerCount(Stage stage)
    {
        var count = stage.Crowd.People.Count / Share;
        return count < 2 ? 0 : count - (count % 2);
    }

    private static async Task DropAsync(Stage stage, CancellationToken cancellationToken)
    {
        var random = new Random(stage.Crowd.People[0].Random.Next());
        while (true)
        {
            await Task.Delay(
                Rhythm.Around(ConnectionLife.TotalMilliseconds / stage.Crowd.People.Count, random), cancellationToken);
            await stage.Crowd.People[random.Next(stage.Crowd.People.Count)].DropAsync();
        }
    }

    private async Task AccountAsync(Stage stage, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(AccountPeriod, cancellationToken);
            var batch = new List<Conversation>();
            while (_over.TryDequeue(out var conversation))
            {
                batch.Add(conversation);
            }

            // What is begun is brought to its end: the account must not find half of it forgotten.
            await stage.Settlement.SettleAsync(batch, isLast: false, CancellationToken.None);
            foreach (var conversation in batch)
            {
                stage.Couples.Forget(conversation);
            }
        }
    }
}
