using System.Collections.Concurrent;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// People talk at a human rhythm: open, write in bursts and read, close, rest, find the next free partner, open again.
/// </summary>
internal class ChatScenario(ScenarioSettings settings, IAuditor? auditor) : PeopleScenario(settings, auditor)
{
    private readonly PartnerPool _pool = new();
    private readonly ConcurrentDictionary<Person, Person> _lastPartners = new();
    private Attaching? _attaching;

    public override string Name => ScenarioNames.Chat;

    protected override ConversationRules Rules { get; } = new() { Size = settings.Size, SendsShedAgain = true };

    /// <summary>Who chats here.</summary>
    protected virtual IEnumerable<Person> Chatters(Stage stage) => stage.Crowd.People;

    protected override async Task TalkAsync(Stage stage, CancellationToken cancellationToken)
    {
        var errands = new Errands(stage.Recorder);
        using var attaching = Settings is { IsProduct: true, OtherServers: [] } ? new Attaching(Settings.Server, stage.Recorder) : null;
        _attaching = attaching;
        BeginChats(stage, errands, cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await errands.EndAsync();
    }

    /// <summary>Everybody begins with a partner, evenly over the ramp.</summary>
    protected void BeginChats(Stage stage, Errands errands, CancellationToken cancellationToken)
    {
        var pairs = Chatters(stage).Chunk(2).Where(pair => pair.Length == 2).ToArray();
        for (var i = 0; i < pairs.Length; i++)
        {
            var (one, other) = (pairs[i][0], pairs[i][1]);
            var begin = TimeSpan.FromSeconds(Settings.RampSeconds) * i / pairs.Length;
            errands.Begin(async () =>
            {
                await Task.Delay(begin, cancellationToken);
                await MeetAsync(stage, errands, one, other, cancellationToken);
            });
        }
    }

    /// <summary>Who waits for a partner looks again: somebody may suit who did not before.</summary>
    protected void LookAgain(Stage stage, Errands errands, CancellationToken cancellationToken)
    {
        foreach (var person in _pool.TakeAll())
        {
            errands.Begin(() => FindPartnerAsync(stage, errands, person, cancellationToken));
        }
    }

    /// <summary>Two people have parted for good, or until they meet again.</summary>
    protected virtual void OnParted(Conversation conversation)
    {
    }

    private async Task MeetAsync(Stage stage, Errands errands, Person one, Person other, CancellationToken cancellationToken)
    {
        // What is asked for is waited for: an opening or a closing left half-way would take effect behind the end.
        var (conversation, code) = await stage.Couples.OpenAsync(one, other, closeCurrent: false, stage.Ended);
        if (conversation is null)
        {
            // Both have closed what they were in, and nobody else asks for them.
            stage.Recorder.Violations.Add(
                Violation.StillBusy, $"{one.UserId} was refused a thread with {other.UserId}, who is free: {code}");
        }
        else
        {
            await new Talk(Settings, stage.Recorder, errands, _attaching).RunAsync(conversation, one.Random, cancellationToken);
            await stage.Couples.CloseAsync(conversation, one.Random.Next(2) == 0 ? one : other, stage.Ended);
            OnParted(conversation);
        }

        (_lastPartners[one], _lastPartners[other]) = (other, one);
        errands.Begin(() => FindPartnerAsync(stage, errands, one, cancellationToken));
        errands.Begin(() => FindPartnerAsync(stage, errands, other, cancellationToken));
    }

    private async Task FindPartnerAsync(Stage stage, Errands errands, Person person, CancellationToken cancellationToken)
    {
        await Task.Delay(Rhythm.Around(Settings.ThinkMs, person.Random), cancellationToken);
        if (_pool.TakeOrWait(person, partner => Suits(stage, person, partner)) is { } partner)
        {
            await MeetAsync(stage, errands, person, partner, cancellationToken);
        }
    }

    // Somebody else than the last time, unless there is nobody else.
    private bool Suits(Stage stage, Person person, Person partner) =>
        (Settings.Accounts.Count <= 2 || _lastPartners.GetValueOrDefault(person) != partner) && IsFree(stage, person, partner);

    /// <summary>Whether two people may meet.</summary>
    protected virtual bool IsFree(Stage stage, Person person, Person partner) => true;
}
