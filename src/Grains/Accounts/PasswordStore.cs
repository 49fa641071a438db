using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Mail;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Accounts;

/// <summary>
/// What a password opens and ends: each change is one transaction with the end of the sessions that the old one began.
/// All of them take the account's row first.
/// </summary>
internal sealed class PasswordStore(NpgsqlDataSource source, MailQueue mails, TimeProvider time)
{
    private static readonly string CredentialsStatement = SqlText.Of<PasswordStore>("credentials_of");
    private static readonly string LockStatement = SqlText.Of<PasswordStore>("lock_account");
    private static readonly string ChangeStatement = SqlText.Of<PasswordStore>("change_password");
    private static readonly string EndOthersStatement = SqlText.Of<PasswordStore>("end_others");
    private static readonly string VoidResetsStatement = SqlText.Of<PasswordStore>("void_resets");
    private static readonly string FindResetStatement = SqlText.Of<PasswordStore>("find_reset");
    private static readonly string ResetStatement = SqlText.Of<PasswordStore>("reset_password");
    private static readonly string DeactivateStatement = SqlText.Of<PasswordStore>("deactivate");

    public async Task<Credentials?> FindCredentialsAsync(UserId userId)
    {
        await using var command = source.CreateCommand(CredentialsStatement).With(userId.Value);
        return await AccountStore.ReadCredentialsAsync(command);
    }

    /// <summary>The sessions that ended; null when the password is another one by now.</summary>
    public async Task<SessionIds?> ChangeAsync(PasswordChange change)
    {
        await using var batch = Begin(change.UserId);
        batch.Add(ChangeStatement).With(change.UserId.Value).With(change.VerifiedHash).With(change.NewHash);
        AddEnd(batch, change.UserId, change.KeptSession, change.NewHash);
        AddConsequences(batch, change.UserId, change.NewHash);
        return await ReadEndedAsync(batch);
    }

    /// <summary>Whose a living token is.</summary>
    public async Task<UserId?> FindResetAsync(byte[] tokenHash, string? newHash)
    {
        await using var command = source.CreateCommand(FindResetStatement)
            .With(tokenHash)
            .WithText(newHash)
            .WithTime(time.GetUtcNow());
        return await command.ExecuteScalarAsync() is Guid userId ? new UserId(userId) : null;
    }

    /// <summary>The sessions that ended; null when the token does not reset a password.</summary>
    public async Task<SessionIds?> ResetAsync(byte[] tokenHash, string newHash)
    {
        if (await FindResetAsync(tokenHash, newHash) is not { } userId)
        {
            return null;
        }

        await using var batch = Begin(userId);
        batch.Add(ResetStatement).With(userId.Value).With(tokenHash).With(newHash).WithTime(time.GetUtcNow());
        AddEnd(batch, userId, kept: null, newHash);
        AddConsequences(batch, userId, newHash);
        return await ReadEndedAsync(batch);
    }

    /// <summary>The sessions that ended; null when the password is another one by now.</summary>
    public async Task<SessionIds?> DeactivateAsync(UserId userId, string verifiedHash)
    {
        await using var batch = Begin(userId);
        batch.Add(DeactivateStatement).With(userId.Value).With(verifiedHash).WithTime(time.GetUtcNow());
        AddEnd(batch, userId, kept: null, verifiedHash);
        return await ReadEndedAsync(batch);
    }

    /// <summary>The sessions that ended.</summary>
    public async Task<SessionIds> EndOthersAsync(UserId userId, Guid kept)
    {
        await using var batch = Begin(userId);
        AddEnd(batch, userId, kept, hash: null);
        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        return await ReadIdsAsync(row);
    }

    private static void AddEnd(NpgsqlBatch batch, UserId userId, Guid? kept, string? hash) =>
        batch.Add(EndOthersStatement).With(userId.Value).WithId(kept).WithText(hash);

    private NpgsqlBatch Begin(UserId userId)
    {
        var batch = source.CreateBatch();
        batch.Add(LockStatement).With(userId.Value);
        return batch;
    }

    private void AddConsequences(NpgsqlBatch batch, UserId userId, string newHash)
    {
        batch.Add(VoidResetsStatement).With(userId.Value).With(newHash).WithTime(time.GetUtcNow());
        mails.AddNotice(batch, userId, newHash);
    }

    /// <summary>Behind the lock comes what was to be changed, then the sessions.</summary>
    private static async Task<SessionIds?> ReadEndedAsync(NpgsqlBatch batch)
    {
        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        var changed = await row.ReadAsync();
        await row.NextResultAsync();
        var ended = await ReadIdsAsync(row);
        // What comes behind has to have succeeded too.
        while (await row.NextResultAsync())
        {
        }

        return changed ? ended : null;
    }

    private static async Task<SessionIds> ReadIdsAsync(NpgsqlDataReader row)
    {
        var ids = ImmutableArray.CreateBuilder<Guid>();
        while (await row.ReadAsync())
        {
            ids.Add(row.GetGuid(0));
        }

        return new SessionIds { Ids = ids.ToImmutable() };
    }
}
