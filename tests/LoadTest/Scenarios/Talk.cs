using System.Diagnostics;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// What two people do in an open thread: bursts of messages, typing shown before each, received and read marked behind it;
/// and when all has come, one message is looked at again, and a file is sent.
/// Latencies count from when a message should have left.
/// </summary>
internal sealed class Talk(ScenarioSettings settings, Recorder recorder, Errands errands, Attaching? attaching)
{
    private const int MaxBurst = 4;
    private static readonly TimeSpan LongestTyping = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Talks until they have said what they had to say, and all of it has come.</summary>
    public async Task RunAsync(Conversation conversation, Random random, CancellationToken cancellationToken)
    {
        var left = 1 + (int)Math.Round(Rhythm.Around(1_000 * (settings.Messages - 1), random).TotalSeconds);
        var speaker = random.Next(2);
        var intendedAt = Stopwatch.GetTimestamp();
        while (left > 0)
        {
            var burst = Math.Min(left, random.Next(1, MaxBurst + 1));
            intendedAt = await SayAsync(conversation, speaker, burst, intendedAt, random, cancellationToken);
            left -= burst;
            speaker = 1 - speaker;
        }

        await QuietAsync(conversation, cancellationToken);
        await Changing.RunAsync(conversation, random, cancellationToken);
        await (attaching?.RunAsync(conversation, random, cancellationToken) ?? Task.CompletedTask);
        await QuietAsync(conversation, cancellationToken);
    }

    private static async Task QuietAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        while (!conversation.IsQuiet)
        {
            await Task.Delay(Look, cancellationToken);
        }
    }

    private async Task<long> SayAsync(
        Conversation conversation, int speaker, int burst, long from, Random random, CancellationToken cancellationToken)
    {
        var intendedAt = from;
        for (var i = 0; i < burst; i++)
        {
            var thinking = Rhythm.Around(settings.ThinkMs, random);
            var typing = thinking / 2 < LongestTyping ? thinking / 2 : LongestTyping;
            intendedAt = Rhythm.After(intendedAt, thinking);
            await Rhythm.DelayUntilAsync(Rhythm.After(intendedAt, -typing), cancellationToken);
            errands.Begin(() => conversation.Members[speaker].Calls.TypeAsync(
                conversation.Seats[speaker], typing: true, cancellationToken));
            await Rhythm.DelayUntilAsync(intendedAt, cancellationToken);
            recorder.Record(Measure.Lateness, intendedAt, Stopwatch.GetTimestamp());
            conversation.Send(speaker, intendedAt);
        }

        var reading = Rhythm.Around(settings.ThinkMs / 4.0, random);
        errands.Begin(() => ReadAsync(conversation, 1 - speaker, reading, cancellationToken));
        return intendedAt;
    }

    private static async Task ReadAsync(
        Conversation conversation, int reader, TimeSpan reading, CancellationToken cancellationToken)
    {
        var (seat, calls) = (conversation.Seats[reader], conversation.Members[reader].Calls);
        await calls.MarkDeliveredAsync(seat, cancellationToken);
        await Task.Delay(reading, cancellationToken);
        await calls.MarkReadAsync(seat, cancellationToken);
    }
}
