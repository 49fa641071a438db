using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// Openings and closings in each other's way: in small groups everybody opens threads with anybody, so that claims collide
/// all the time. Being busy is an answer here.
/// </summary>
/// <param name="stage">Who and what is there.</param>
/// <param name="people">Who takes part.</param>
/// <param name="restMs">The mean rest between two openings; 0 for none.</param>
internal sealed class Churning(Stage stage, IReadOnlyList<Person> people, double restMs)
{
    private const int GroupSize = 10;
    private const double ClosingCurrent = 0.2;
    private const double Leaving = 0.8;
    private const double Giving = 0.5;
    private const int MaxMessages = 3;
    private const int AtOnce = 16;

    /// <summary>Begins with everybody.</summary>
    public void Begin(Errands errands, CancellationToken cancellationToken)
    {
        for (var i = 0; i < people.Count; i++)
        {
            var (person, index) = (people[i], i);
            errands.Begin(async () =>
            {
                // What is asked for is waited for: an opening left half-way would hold somebody after the end.
                while (!cancellationToken.IsCancellationRequested)
                {
                    await Task.Delay(Rhythm.Around(restMs, person.Random), cancellationToken);
                    await OpenAsync(person, PartnerOf(index, person.Random), stage.Ended);
                }
            });
        }
    }

    /// <summary>Everybody closes what there is to close; then everybody has to be free, and is taken at their word.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await CloseAllAsync(cancellationToken);
        await ForEachAsync(people.Count / 2, async i =>
        {
            var (one, other) = (people[2 * i], people[(2 * i) + 1]);
            var (conversation, code) = await stage.Couples.OpenAsync(one, other, closeCurrent: false, cancellationToken);
            if (conversation is null)
            {
                stage.Recorder.Violations.Add(
                    Violation.StillBusy, $"everybody has closed, but {one.UserId} can't open a thread with {other.UserId}: {code}");
            }
            else
            {
                await stage.Couples.CloseAsync(conversation, other, cancellationToken);
            }
        }, cancellationToken);
    }

    private Task CloseAllAsync(CancellationToken cancellationToken) =>
        ForEachAsync(people.Count, async i =>
        {
            var person = people[i];
            await person.WhenLiveAsync(cancellationToken);
            await person.CatchUpAsync();
            if (person.ActiveThreadId is { } threadId)
            {
                await CloseAsync(person, threadId, cancellationToken);
            }
        }, cancellationToken);

    private async Task OpenAsync(Person person, Person partner, CancellationToken cancellationToken)
    {
        var random = person.Random;
        var (conversation, code, busyIn) = await stage.Couples.TryOpenAsync(
            person, partner, closeCurrent: random.NextDouble() < ClosingCurrent, cancellationToken);
        if (conversation is not null)
        {
            var side = conversation.SideOf(person);
            for (var left = random.Next(MaxMessages); left > 0; left--)
            {
                conversation.Send(side, System.Diagnostics.Stopwatch.GetTimestamp());
            }

            if (random.NextDouble() < Leaving)
            {
                await stage.Couples.CloseAsync(conversation, person, cancellationToken);
            }
        }
        else if (code == "self_busy")
        {
            if (busyIn is not null && random.NextDouble() < Giving)
            {
                await CloseAsync(person, busyIn, cancellationToken);
            }
        }
        else if (code != "peer_busy")
        {
            stage.Recorder.Violations.Add(
                Violation.Unexpected, $"{person.UserId} was refused a thread with {partner.UserId} with {code}");
        }
    }

    // Whoever opened it may not have been answered yet.
    private async Task CloseAsync(Person person, string threadId, CancellationToken cancellationToken)
    {
        stage.Couples.Active.BeginClosing(person);
        await person.Calls.CloseAsync(threadId, cancellationToken);
        stage.Couples.Active.EndClosing(person);
    }

    private Person PartnerOf(int index, Random random)
    {
        var first = index - (index % GroupSize);
        var size = Math.Min(GroupSize, people.Count - first);
        if (size < 2)
        {
            (first, size) = (0, Math.Min(GroupSize, people.Count - 1));
            return people[first + random.Next(size)];
        }

        var other = first + random.Next(size - 1);
        return people[other >= index ? other + 1 : other];
    }

    private static Task ForEachAsync(int count, Func<int, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, _) => await work(i));
}
