using System.Diagnostics;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>
/// Brings conversations to their account: waits for what is under way, asks the log, counts, and hands the rest to the
/// auditor.
/// </summary>
internal sealed class Settlement(Recorder recorder, IAuditor? auditor, ScenarioSettings settings)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>A push may come behind the answer that tells of it.</summary>
    private static readonly TimeSpan LastPush = TimeSpan.FromSeconds(1);

    /// <summary>Longer than this, and it is not a matter of waiting.</summary>
    private static readonly TimeSpan LongestCatchUp = TimeSpan.FromSeconds(60);

    /// <param name="conversations">Which.</param>
    /// <param name="isLast">Whether the run ends with it; otherwise it goes on beside.</param>
    /// <param name="cancellationToken">Leaves it half-way.</param>
    public async Task SettleAsync(
        ICollection<Conversation> conversations, bool isLast, CancellationToken cancellationToken)
    {
        await WaitForQuietAsync(conversations, cancellationToken);
        if (settings.IsProduct)
        {
            await CatchUpAsync(conversations, cancellationToken);
        }

        foreach (var conversation in conversations)
        {
            foreach (var seat in conversation.Seats)
            {
                conversation.Members[seat.Side].With(seat.Audit);
            }

            conversation.Audit();
        }

        if (auditor is not null && conversations.Count > 0)
        {
            if (isLast)
            {
                recorder.Enter(Phase.Audit);
            }

            await auditor.AuditAsync(await AccountsOfAsync(conversations, cancellationToken), recorder, cancellationToken);
        }
    }

    private async Task WaitForQuietAsync(ICollection<Conversation> conversations, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var quietSince = since;
        while (Stopwatch.GetElapsedTime(since) < settings.Patience + LastPush)
        {
            if (!conversations.All(conversation => conversation.IsQuiet))
            {
                quietSince = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(quietSince) > LastPush)
            {
                return;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private async Task CatchUpAsync(ICollection<Conversation> conversations, CancellationToken cancellationToken)
    {
        foreach (var conversation in conversations)
        {
            foreach (var seat in conversation.Seats)
            {
                conversation.Members[seat.Side].With(seat.BeginAudit);
            }
        }

        try
        {
            await Parallel.ForEachAsync(
                conversations.SelectMany(conversation => conversation.Members).Distinct(),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (person, token) =>
                {
                    await person.WhenLiveAsync(token).WaitAsync(LongestCatchUp, token);
                    await person.CatchUpAsync().WaitAsync(LongestCatchUp, token);
                });
        }
        catch (TimeoutException)
        {
            recorder.Fail($"Not everybody was connected and caught up within {LongestCatchUp.TotalSeconds:F0} s of the end.");
        }
    }

    private static async Task<List<ThreadAccount>> AccountsOfAsync(
        ICollection<Conversation> conversations, CancellationToken cancellationToken)
    {
        var accounts = new List<ThreadAccount>(conversations.Count);
        foreach (var conversation in conversations)
        {
            accounts.Add(new ThreadAccount
            {
                ThreadId = conversation.ThreadId,
                One = await AccountOfAsync(conversation, 0, cancellationToken),
                Other = await AccountOfAsync(conversation, 1, cancellationToken),
                Messages = conversation.Messages,
                LastSeqSeen = Math.Max(conversation.Seats[0].Held, conversation.Seats[1].Held),
                LastSeqBefore = conversation.LastSeqBefore,
            });
        }

        return accounts;
    }

    private static async Task<PersonAccount> AccountOfAsync(
        Conversation conversation, int side, CancellationToken cancellationToken)
    {
        var person = conversation.Members[side];
        var marks = conversation.Seats[side].Marks;
        return new PersonAccount(
            person.UserId,
            await person.Credentials.BearerAsync(cancellationToken),
            marks.ReadSeqAnswered,
            marks.DeliveredSeqAnswered);
    }
}
