using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Messages from the host application. There are few of these: whether one is stored already, the log itself is asked, and
/// no memory is kept. Calls are one at a time.
/// </summary>
internal sealed class ThreadSystemMessages(
    ThreadId threadId, ThreadAppender appender, IMessageLog log, ThreadStore store, TimeProvider time)
{
    private const int RetryAfterMs = 500;

    /// <summary>Rounds of append, failure and reload before a call gives up; each round has heard from the log.</summary>
    private const int MaxRounds = 8;

    /// <summary>Stores a message, once for each of its ids; the answer comes after its commit.</summary>
    public async Task<Result<SendAck>> PostAsync(SendCommand command)
    {
        for (var round = 0; round < MaxRounds && await appender.IsReadyAsync(); round++)
        {
            if (await FindAsync(command) is { } known)
            {
                return known;
            }

            if (appender.State.Phase is null)
            {
                return Refusal.ThreadInactive();
            }

            if (!log.Admits(threadId))
            {
                return Refusal.Overloaded(RetryAfterMs);
            }

            var message = appender.State.TakeSystem(command, time.GetUtcNow());
            switch (await appender.StoreAsync(message))
            {
                case AppendOutcome.Stored:
                    return ThreadState.Acknowledge(message, duplicate: false);
                case AppendOutcome.Overloaded:
                    return Refusal.Overloaded(RetryAfterMs);
                case AppendOutcome.Invalid:
                    return Refusal.InvalidArgument("text", "PostgreSQL can't store this text.");
            }
        }

        return Refusal.Unavailable(RetryAfterMs);
    }

    private async Task<Result<SendAck>?> FindAsync(SendCommand command)
    {
        var stored = await store.FindSentAsync(threadId, UserId.System, [command.ClientMessageId]);
        if (!stored.TryGetValue(command.ClientMessageId, out var known))
        {
            return null;
        }

        // Seen is not yet safe on a synchronous standby: a mark that raises nothing is a later commit.
        if (!await log.MarkAsync(threadId, appender.State.Low, deliveredSeq: 0, readSeq: 0))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }

        return string.Equals(known.Text, command.Text, StringComparison.Ordinal)
            ? new SendAck { Seq = known.Seq, SentAt = known.At, Duplicate = true }
            : Refusal.IdempotencyMismatch(known.Seq);
    }
}
