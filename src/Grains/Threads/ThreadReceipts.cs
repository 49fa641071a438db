using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>Watermarks: stored first, then pushed, then answered. One mark of a member at a time, so that counts never go back.</summary>
internal sealed class ThreadReceipts(
    ThreadAppender appender, ThreadAudience audience, IMessageLog log, ThreadStore store)
{
    private const int RetryAfterMs = 500;

    private readonly Dictionary<UserId, Task> _turns = [];

    public async Task<Result<Watermarks>> MarkAsync(UserId member, long deliveredSeq, long readSeq)
    {
        var previous = _turns.GetValueOrDefault(member, Task.CompletedTask);
        var turn = MarkAfterAsync(previous, member, deliveredSeq, readSeq);
        _turns[member] = turn;
        return await turn;
    }

    private async Task<Result<Watermarks>> MarkAfterAsync(Task previous, UserId member, long deliveredSeq, long readSeq)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var state = appender.State;
        var before = state.MarksOf(member);
        var marks = state.Raised(member, deliveredSeq, readSeq);
        try
        {
            if (marks == before && readSeq == 0)
            {
                // What comes back after a loss tells again what it has told: nobody reads what is unread in the answer.
                return new Watermarks { DeliveredSeq = marks.DeliveredSeq, ReadSeq = marks.ReadSeq, Unread = 0 };
            }

            if (marks != before)
            {
                if (!await log.MarkAsync(state.ThreadId, member, marks.DeliveredSeq, marks.ReadSeq))
                {
                    return Refusal.Unavailable(RetryAfterMs);
                }

                state.CommitMarks(member, marks);
            }

            var (unread, total) = await store.CountUnreadAsync(state.ThreadId, member);
            if (marks != before)
            {
                audience.Publish(state.ThreadId, member, marks, unread, total);
            }

            return new Watermarks { DeliveredSeq = marks.DeliveredSeq, ReadSeq = marks.ReadSeq, Unread = unread };
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }
}
