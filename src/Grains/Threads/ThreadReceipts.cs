using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Watermarks: stored first, then pushed, then answered. What is told is what is stored, never what this activation
/// remembers: it may be one that another has overtaken. One mark of a member at a time, so that counts never go back.
/// </summary>
internal sealed class ThreadReceipts(
    ThreadAppender appender, ThreadAudience audience, IMessageLog log, ThreadStore store)
{
    private const int RetryAfterMs = 500;

    private readonly Dictionary<UserId, Task> _turns = [];

    /// <summary>Raises a member's watermarks.</summary>
    public async Task<Result<Watermarks>> MarkAsync(UserId member, long deliveredSeq, long readSeq)
    {
        var previous = _turns.GetValueOrDefault(member, Task.CompletedTask);
        var turn = MarkAfterAsync(previous, member, deliveredSeq, readSeq);
        _turns[member] = turn;
        return await turn;
    }

    /// <summary>Raises what a member's catching up implies, and asks the database for nothing where it raises nothing.</summary>
    public async Task ImplyAsync(UserId member, long deliveredSeq)
    {
        if (appender.State.Raised(member, deliveredSeq, readSeq: 0) != appender.State.MarksOf(member))
        {
            await MarkAsync(member, deliveredSeq, readSeq: 0);
        }
    }

    /// <summary>
    /// Tells a member's own devices how much is unread, after something other than a mark has changed it. What an outage
    /// keeps from them they learn from their next <c>Sync</c>.
    /// </summary>
    public async Task TellUnreadAsync(UserId member)
    {
        var previous = _turns.GetValueOrDefault(member, Task.CompletedTask);
        var turn = TellAfterAsync(previous, member);
        _turns[member] = turn;
        await turn;
    }

    private async Task TellAfterAsync(Task previous, UserId member)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            var (stored, unread, total) = await store.ReadMarksAsync(appender.State.ThreadId, member);
            appender.State.CommitMarks(member, stored);
            audience.PublishTo(member, appender.State.ThreadId, stored, unread, total);
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            // The change itself is stored, and answered.
        }
    }

    private async Task<Result<Watermarks>> MarkAfterAsync(Task previous, UserId member, long deliveredSeq, long readSeq)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var state = appender.State;
        try
        {
            if (Math.Max(deliveredSeq, readSeq) > state.CommittedSeq)
            {
                // A place that this activation does not know of: the log may have gone further elsewhere.
                await appender.CatchUpAsync();
            }

            var before = state.MarksOf(member);
            var marks = state.Raised(member, deliveredSeq, readSeq);
            if (marks != before && !await log.MarkAsync(state.ThreadId, member, marks.DeliveredSeq, marks.ReadSeq))
            {
                return Refusal.Unavailable(RetryAfterMs);
            }

            var (stored, unread, total) = await store.ReadMarksAsync(state.ThreadId, member);
            state.CommitMarks(member, stored);
            if (stored != before)
            {
                audience.Publish(state.ThreadId, member, stored, unread, total);
            }

            return new Watermarks { DeliveredSeq = stored.DeliveredSeq, ReadSeq = stored.ReadSeq, Unread = unread };
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }
}
