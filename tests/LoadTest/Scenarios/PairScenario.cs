using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Scenarios whose pairs stay together in one thread for the whole run.</summary>
internal abstract class PairScenario(ScenarioSettings settings, IAuditor? auditor) : PeopleScenario(settings, auditor)
{
    private const int AtOnce = 32;

    /// <summary>One for each pair.</summary>
    protected Conversation[] Conversations { get; private set; } = [];

    protected override async Task PrepareAsync(Stage stage, CancellationToken cancellationToken)
    {
        var conversations = new Conversation[Settings.Pairs];
        await Parallel.ForAsync(
            0,
            conversations.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                var (one, other) = (stage.Crowd.People[2 * i], stage.Crowd.People[(2 * i) + 1]);
                var (conversation, code) = await stage.Couples.OpenAsync(one, other, closeCurrent: false, token);
                conversations[i] = conversation
                    ?? throw new SetUpException(
                        $"The server refused OpenThread with {code}." + (code == "rate_limited" ? $" {ServerLimits.Advice}" : ""));
            });
        Conversations = conversations;
    }
}
