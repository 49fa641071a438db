using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Takes messages and reactions away for good, many with one append: the same events that their owners' own deleting would
/// have made, so that whatever follows from those follows here. They have no id of a command; what has been taken away is
/// not found again, and that is what makes repeating safe. Runs in the turn of the thread's changes.
/// </summary>
internal sealed class ThreadClearing(
    ThreadId threadId,
    ThreadAppender appender,
    ThreadReceipts receipts,
    IMessageLog log,
    ClearStore store,
    TimeProvider time,
    Func<Task> learnRoutes)
{
    private const int RetryAfterMs = 500;

    /// <summary>Rounds of looking up and appending before a call gives up.</summary>
    private const int MaxRounds = 8;

    /// <summary>Takes the next ones away; answers after the commit.</summary>
    public async Task<Result<ClearedMessages>> ClearAsync(ClearCommand command)
    {
        for (var round = 0; round < MaxRounds && await appender.IsReadyAsync(); round++)
        {
            var lane = appender.Lane;
            var (found, upTo, isEnd) = await FindAsync(command);
            if (found.Count == 0)
            {
                return new ClearedMessages { Count = 0, UpTo = upTo, Done = isEnd };
            }

            if (appender.State.Phase is null)
            {
                await learnRoutes();
            }

            if (appender.Lane != lane || lane.Failed)
            {
                // What was found may have gone meanwhile.
                continue;
            }

            if (!log.Admits(threadId))
            {
                return Refusal.Overloaded(RetryAfterMs);
            }

            switch (await appender.StoreAsync([.. found.Select(Take)]))
            {
                case AppendOutcome.Stored:
                    appender.State.Forget([.. found.Where(one => one.Emoji is null).Select(one => one.Seq)]);
                    await TellUnreadAsync(found);
                    return new ClearedMessages { Count = found.Count, UpTo = upTo, Done = false };
                case AppendOutcome.Overloaded:
                    return Refusal.Overloaded(RetryAfterMs);
            }
        }

        return Refusal.Unavailable(RetryAfterMs);
    }

    // Reactions come when all messages have gone, and with them the reactions to them.
    private async Task<(List<Clearable> Found, long UpTo, bool IsEnd)> FindAsync(ClearCommand command)
    {
        var limit = Math.Clamp(command.Limit, 1, ClearCommand.MaxLimit);
        var (found, upTo, isEnd) = await store.FindMessagesAsync(threadId, command with { Limit = limit });
        return found.Count > 0 || !isEnd || command.Member is not { } member
            ? (found, upTo, isEnd)
            : (await store.FindReactionsAsync(threadId, member, limit), upTo, true);
    }

    private ThreadEvent Take(Clearable one) => appender.State.TakeClearing(one, time.GetUtcNow());

    private async Task TellUnreadAsync(List<Clearable> cleared)
    {
        var state = appender.State;
        foreach (var reader in new[] { state.Low, state.High })
        {
            var read = state.MarksOf(reader).ReadSeq;
            if (cleared.Exists(one => one.Emoji is null && one.Seq > read && one.Owner == state.PeerOf(reader)))
            {
                await receipts.TellUnreadAsync(reader);
            }
        }
    }
}
