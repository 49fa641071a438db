using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>
/// Shuts people out and lets them in again. The account, the end of its sessions and the note that its threads have to be
/// told are one transaction; the telling follows, and is made good where it fails.
/// </summary>
internal sealed class Suspensions(NpgsqlDataSource source, Departures departures, TimeProvider time)
{
    private static readonly string LockStatement = SqlText.Of<PasswordStore>("lock_account");
    private static readonly string EndStatement = SqlText.Of<PasswordStore>("end_others");
    private static readonly string SuspendStatement = SqlText.Of<Suspensions>("suspend");
    private static readonly string ReinstateStatement = SqlText.Of<Suspensions>("reinstate");

    /// <summary>The sessions that ended; null when there is no such account.</summary>
    public async Task<SessionIds?> SuspendAsync(UserId userId)
    {
        if (await StoreAsync(userId) is not { } ended)
        {
            return null;
        }

        await departures.TellAsync(userId);
        return ended;
    }

    /// <summary>False when there is no such account.</summary>
    public async Task<bool> ReinstateAsync(UserId userId)
    {
        await using var command = source.CreateCommand(ReinstateStatement).With(userId.Value).WithTime(time.GetUtcNow());
        if (await command.ExecuteScalarAsync() is not true)
        {
            return false;
        }

        await departures.TellAsync(userId);
        return true;
    }

    private async Task<SessionIds?> StoreAsync(UserId userId)
    {
        await using var batch = source.CreateBatch();
        batch.Add(LockStatement).With(userId.Value);
        batch.Add(SuspendStatement).With(userId.Value).WithTime(time.GetUtcNow());
        batch.Add(EndStatement).With(userId.Value).WithId(null).WithText(null);
        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        var known = await row.ReadAsync();
        await row.NextResultAsync();
        var ended = ImmutableArray.CreateBuilder<Guid>();
        while (await row.ReadAsync())
        {
            ended.Add(row.GetGuid(0));
        }

        return known ? new SessionIds { Ids = ended.ToImmutable() } : null;
    }
}
