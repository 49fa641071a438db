using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// How long somebody whose peer has closed the thread waits before they may open it again. Who closed it may do so at any
/// time. The log says who that was, so that a restart forgets nothing.
/// </summary>
internal sealed class ThreadCooldown(ThreadId threadId, MemberStore members, TimeSpan lasts, TimeProvider time)
{
    private const int RetryAfterMs = 500;

    /// <summary>The refusal for a member who has to wait; null for one who has not.</summary>
    public async Task<Refusal?> RefuseAsync(UserId member)
    {
        if (lasts == TimeSpan.Zero)
        {
            return null;
        }

        try
        {
            var left = await members.ReadLastClosedAsync(threadId) is { } closed && closed.By != member
                ? closed.At + lasts - time.GetUtcNow()
                : TimeSpan.Zero;
            return left > TimeSpan.Zero ? Refusal.RateLimited((int)Math.Ceiling(left.TotalMilliseconds)) : null;
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }
}
