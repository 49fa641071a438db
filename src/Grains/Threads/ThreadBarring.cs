using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Ends a thread's phase where one member blocks the other or is gone. First the members' rows say so, from which moment on
/// no phase begins in any activation; then what had begun before is found in the log, and ended. A crash between the two is
/// made good by doing it again. Calls are one at a time.
/// </summary>
internal sealed class ThreadBarring(ThreadId threadId, ThreadAppender appender, ThreadOpening opening, MemberStore members)
{
    private const int RetryAfterMs = 500;

    /// <summary>Does what is to be done; the members for whom something has changed, and a refusal where not all is done.</summary>
    public async Task<(IReadOnlyCollection<UserId> Changed, Refusal? Refused)> EnforceAsync()
    {
        if (await members.FollowAsync(threadId) is not { } followed)
        {
            return ([], null);
        }

        if (!await appender.CatchUpAsync())
        {
            return ([], Refusal.Unavailable(RetryAfterMs));
        }

        var state = appender.State;
        var (before, now) = followed;
        state.Bars = now;
        HashSet<UserId> changed = [];
        if (before.LowBlocks != now.LowBlocks || before.HighGone != now.HighGone)
        {
            changed.Add(state.Low);
        }

        if (before.HighBlocks != now.HighBlocks || before.LowGone != now.LowGone)
        {
            changed.Add(state.High);
        }

        if (!now.Any)
        {
            return (changed, null);
        }

        if (state.Phase is not null)
        {
            changed.UnionWith([state.Low, state.High]);
        }

        return (changed, await opening.EndAsync(now.LowBlocks || (now.LowGone && !now.HighBlocks) ? state.Low : state.High));
    }
}
