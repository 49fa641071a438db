using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Accounts;

/// <summary>
/// Forgets tickets and resets that are void anyway and sessions that ended long ago: once a minute a silo, in small bites, and
/// again at once while a bite comes back full.
/// </summary>
internal sealed class SessionPurge(NpgsqlDataSource source, TimeProvider time)
{
    private const int Bite = 5_000;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Much longer than gateways look back.</summary>
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(1);

    /// <summary>A gateway whose clock is behind may still take a ticket for a while after its end.</summary>
    private static readonly TimeSpan TicketsKept = TimeSpan.FromHours(1);

    private static readonly string TicketsStatement = SqlText.Of<SessionPurge>("purge_tickets");
    /// <summary>Longer than a reset lives, and than they are counted.</summary>
    private static readonly TimeSpan ResetsKept = TimeSpan.FromDays(2);

    private static readonly string ResetsStatement = SqlText.Of<SessionPurge>("purge_resets");
    private static readonly string SessionsStatement = SqlText.Of<SessionPurge>("purge_sessions");

    private long _nextTicks;

    public async Task RunWhenDueAsync()
    {
        var now = time.GetUtcNow();
        var due = Interlocked.Read(ref _nextTicks);
        if (now.UtcTicks < due ||
            Interlocked.CompareExchange(ref _nextTicks, (now + Period).UtcTicks, due) != due)
        {
            return;
        }

        var tickets = await DeleteAsync(TicketsStatement, now - TicketsKept);
        var sessions = await DeleteAsync(SessionsStatement, now - SessionsKept);
        var resets = await DeleteAsync(ResetsStatement, now - ResetsKept);
        if (tickets >= Bite || sessions >= Bite || resets >= Bite)
        {
            Interlocked.Exchange(ref _nextTicks, 0);
        }
    }

    private async Task<int> DeleteAsync(string statement, DateTimeOffset before)
    {
        await using var command = source.CreateCommand(statement).WithTime(before).With(Bite);
        return await command.ExecuteNonQueryAsync();
    }
}
