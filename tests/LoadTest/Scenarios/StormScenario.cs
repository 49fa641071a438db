using System.Diagnostics;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// Pairs talk slowly, and every so often everybody's connection is dropped at once: all come back within the jitter, and
/// nothing of what they said meanwhile may be lost.
/// </summary>
internal sealed class StormScenario(ScenarioSettings settings, IAuditor? auditor) : PairScenario(settings, auditor)
{
    public override string Name => ScenarioNames.Storm;

    protected override ConversationRules Rules { get; } = new() { Size = settings.Size, SendsShedAgain = true };

    protected override async Task TalkAsync(Stage stage, CancellationToken cancellationToken)
    {
        var errands = new Errands(stage.Recorder);
        foreach (var conversation in Conversations)
        {
            errands.Begin(() => ChatAsync(conversation, cancellationToken));
        }

        errands.Begin(() => DropAsync(stage, cancellationToken));
        await errands.EndAsync();
    }

    private async Task ChatAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var random = conversation.Members[0].Random;
        var intendedAt = Stopwatch.GetTimestamp();
        while (true)
        {
            intendedAt = Rhythm.After(intendedAt, Rhythm.Around(Settings.ThinkMs, random));
            await Rhythm.DelayUntilAsync(intendedAt, cancellationToken);
            conversation.Send(random.Next(2), intendedAt);
        }
    }

    // Evenly over the measured time, with as much room behind the last one as between two.
    private async Task DropAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Recorder.HoldKnown.WaitAsync(cancellationToken);
        for (var drop = 1; drop <= Settings.Drops; drop++)
        {
            var at = stage.Recorder.HeldFrom
                + ((stage.Recorder.HeldTo - stage.Recorder.HeldFrom) * drop / (Settings.Drops + 1));
            await Rhythm.DelayUntilAsync(at, cancellationToken);
            var droppedAt = Stopwatch.GetTimestamp();
            await Task.WhenAll(stage.Crowd.People.Select(person => person.DropAsync()));
            await Task.WhenAll(stage.Crowd.People.Select(person => person.WhenLiveAsync(cancellationToken)));
            stage.Recorder.Record(Measure.AllBack, droppedAt, Stopwatch.GetTimestamp());
        }
    }
}
