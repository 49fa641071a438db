using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Users;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Edits, deletions and reactions. One of a thread is decided and stored at a time, in the order in which they came, while
/// messages go on. What is decided rests on what the database says and holds until the next event of somebody else: an
/// append goes only onto its predecessor, so that one which another activation has overtaken is refused and decided anew.
/// Lives on the thread's scheduler.
/// </summary>
internal sealed class ThreadChanges(
    ThreadId threadId,
    ThreadAppender appender,
    ThreadReceipts receipts,
    IMessageLog log,
    ChangeStore store,
    ClearStore clearStore,
    ConversationOptions options,
    TimeProvider time,
    Func<Task> learnRoutes)
{
    private const int RetryAfterMs = 500;

    /// <summary>Rounds of looking up and appending before a call gives up.</summary>
    private const int MaxRounds = 8;

    /// <summary>Changes that wait for those before them; more than two people send at once.</summary>
    private const int MaxWaiting = 200;

    private static readonly TimeSpan RoutePatience = TimeSpan.FromSeconds(1);

    private Task _last = Task.CompletedTask;
    private int _waiting;

    /// <summary>Stores a member's change; the answer comes after the commit.</summary>
    public Task<Result<SendAck>> ChangeAsync(UserId sender, ChangeCommand command)
    {
        if (_waiting == MaxWaiting)
        {
            return Task.FromResult<Result<SendAck>>(Refusal.Overloaded(RetryAfterMs));
        }

        return InTurn(() => ChangeOnceAsync(sender, command));
    }

    /// <summary>Takes messages away for good.</summary>
    public Task<Result<ClearedMessages>> ClearAsync(ClearCommand command) => InTurn(() =>
        new ThreadClearing(threadId, appender, receipts, log, clearStore, time, LearnRoutesAsync).ClearAsync(command));

    /// <summary>The first answer of a change stored earlier, and <paramref name="otherwise"/> where there is none; stores nothing.</summary>
    public async Task<Result<SendAck>> FindAsync(UserId sender, ChangeCommand command, Refusal otherwise)
    {
        try
        {
            var found = await store.FindAsync(threadId, sender, command);
            return found.Stored is { } stored
                ? await AnswerAsync(sender, ChangeRules.Decide(command, sender, found, active: false, options), tried: null)
                : otherwise;
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            // Without an answer from the log the refusal stands, and a retry is welcome.
            return otherwise;
        }
    }

    private Task<Result<T>> InTurn<T>(Func<Task<Result<T>>> change)
        where T : class
    {
        _waiting++;
        var turn = ChangeAfterAsync(_last, change);
        _last = turn;
        return turn;
    }

    private async Task<Result<T>> ChangeAfterAsync<T>(Task previous, Func<Task<Result<T>>> change)
        where T : class
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            return await change();
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
        finally
        {
            _waiting--;
        }
    }

    private async Task<Result<SendAck>> ChangeOnceAsync(UserId sender, ChangeCommand command)
    {
        ThreadEvent? tried = null;
        for (var round = 0; round < MaxRounds && await appender.IsReadyAsync(); round++)
        {
            // A message under the same id: the log knows of it when it is stored.
            await appender.SettleAsync(sender, command.ClientMessageId);
            var lane = appender.Lane;
            var found = await store.FindAsync(threadId, sender, command);
            if (appender.Lane != lane || lane.Failed)
            {
                // The state may rest on events that the answer has not seen.
                continue;
            }

            var decision = ChangeRules.Decide(command, sender, found, appender.State.Phase is not null, options);
            if (decision.Refused?.Code == RefusalCode.ThreadInactive)
            {
                return appender.State.Inactive();
            }

            if (decision != ChangeDecision.Append)
            {
                return await AnswerAsync(sender, decision, tried);
            }

            if (appender.State.Phase is null && tried is null)
            {
                await LearnRoutesAsync();
                if (appender.Lane != lane || lane.Failed)
                {
                    continue;
                }
            }

            if (!log.Admits(threadId))
            {
                return Refusal.Overloaded(RetryAfterMs);
            }

            tried = appender.State.TakeChange(sender, command, time.GetUtcNow());
            switch (await appender.StoreAsync(tried))
            {
                case AppendOutcome.Stored:
                    await TellUnreadAsync(tried);
                    return ThreadState.Acknowledge(tried, duplicate: false);
                case AppendOutcome.Overloaded:
                    return Refusal.Overloaded(RetryAfterMs);
                case AppendOutcome.Invalid:
                    return Refusal.InvalidArgument("text", "PostgreSQL can't store this text.");
            }
        }

        return Refusal.Unavailable(RetryAfterMs);
    }

    // What can be read may not be on a synchronous standby yet; it is once a later commit is, as for messages.
    private async Task<Result<SendAck>> AnswerAsync(UserId sender, ChangeDecision decision, ThreadEvent? tried)
    {
        if (decision.Standing is not { } place)
        {
            return decision.Refused!;
        }

        if (!await log.MarkAsync(threadId, sender, deliveredSeq: 0, readSeq: 0))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }

        var own = tried is not null && tried.Seq == place.Seq && tried.At == place.At;
        return new SendAck { Seq = place.Seq, SentAt = place.At, Duplicate = !own };
    }

    // An inactive thread is not told where its members are. Who is not found learns of the deletion from the next Sync.
    private async Task LearnRoutesAsync() =>
        await learnRoutes().WaitAsync(RoutePatience, time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task TellUnreadAsync(ThreadEvent stored)
    {
        var reader = appender.State.PeerOf(stored.SenderId);
        if (stored.Type == EventType.Deleted && stored.TargetSeq > appender.State.MarksOf(reader).ReadSeq)
        {
            await receipts.TellUnreadAsync(reader);
        }
    }
}
