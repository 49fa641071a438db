using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Erasure;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Erasure;

/// <summary>
/// The end of accounts, at home: what makes one erased, ends its sessions, has its threads told and the job done is one
/// transaction.
/// </summary>
internal sealed class ErasureStore(NpgsqlDataSource home, TimeProvider time)
{
    private static readonly string LockStatement = SqlText.Of<ErasureStore>("lock_owner");
    private static readonly string RequestStatement = SqlText.Of<ErasureStore>("request_erasure");
    private static readonly string EndSessionsStatement = SqlText.Of<ErasureStore>("end_erased_sessions");
    private static readonly string StateStatement = SqlText.Of<ErasureStore>("erasure_state");
    private static readonly string AccountStatement = SqlText.Of<ErasureStore>("erase_account");

    /// <summary>
    /// Ends an account for ever; the sessions that ended with it. Null when there is none with this id, or its password is
    /// another one by now.
    /// </summary>
    public async Task<SessionIds?> RequestAsync(UserId user, string? verifiedHash, ErasureReason reason)
    {
        await using var batch = home.CreateBatch();
        batch.Add(LockStatement).With(user.Value);
        batch.Add(RequestStatement)
            .With(user.Value)
            .WithText(verifiedHash)
            .WithTime(time.GetUtcNow())
            .With(Guid.NewGuid())
            .With((short)reason);
        batch.Add(EndSessionsStatement).With(user.Value);
        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        var isErased = await row.ReadAsync();
        await row.NextResultAsync();
        var ended = ImmutableArray.CreateBuilder<Guid>();
        while (await row.ReadAsync())
        {
            ended.Add(row.GetGuid(0));
        }

        return isErased ? new SessionIds { Ids = ended.ToImmutable() } : null;
    }

    /// <summary>How far somebody's erasure is; null where nobody has asked for one.</summary>
    public async Task<ErasureJob?> ReadAsync(UserId user)
    {
        await using var command = home.CreateCommand(StateStatement).With(user.Value);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new ErasureJob
            {
                UserId = user,
                RequestedAt = new DateTimeOffset(row.GetDateTime(0)),
                FinishedAt = row.IsDBNull(1) ? null : new DateTimeOffset(row.GetDateTime(1)),
            }
            : null;
    }

    /// <summary>Takes away what is kept at home of somebody who is erased.</summary>
    public async Task EraseAccountAsync(UserId user)
    {
        // No handle has an underscore, so that nobody's is in the way.
        var handle = user.ToString();
        await using var command = home.CreateCommand(AccountStatement)
            .With(user.Value)
            .With(handle)
            .With(AccountStore.Key(handle))
            .With(Threads.PeerRow.ErasedName);
        await command.ExecuteNonQueryAsync();
    }
}
