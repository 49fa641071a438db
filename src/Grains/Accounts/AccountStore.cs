using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Accounts;

/// <summary>Accounts and people search.</summary>
internal sealed class AccountStore(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string RegisterStatement = SqlText.Of<AccountStore>("register");
    private static readonly string FindCredentialsStatement = SqlText.Of<AccountStore>("find_credentials");
    private static readonly string FindByIdStatement = SqlText.Of<AccountStore>("find_by_id");
    private static readonly string SearchStatement = SqlText.Of<AccountStore>("search");
    private static readonly string PingStatement = SqlText.Of<AccountStore>("ping");
    private static readonly string FindableStatement = SqlText.Of<AccountStore>("findable");
    private static readonly string SetFindableStatement = SqlText.Of<AccountStore>("set_findable");

    /// <summary>Null when the handle is somebody else's.</summary>
    public async Task<Profile?> RegisterAsync(Registration registration, NewSession session)
    {
        await using var command = source.CreateCommand(RegisterStatement)
            .With(registration.UserId.Value)
            .With(registration.Handle)
            .With(Key(registration.Handle))
            .With(registration.DisplayName)
            .WithText(registration.Email)
            .With(registration.PasswordHash)
            .WithTime(time.GetUtcNow())
            .With(session.SessionId)
            .With(session.RefreshHash)
            .WithTime(session.ExpiresAt)
            .WithText(session.DeviceName)
            .WithText(session.UserAgent);
        // No row: the handle is taken, maybe by an earlier attempt of this very call whose answer was lost.
        return await ReadProfileAsync(command) ?? await FindByIdAsync(registration.UserId);
    }

    public async Task<Credentials?> FindCredentialsAsync(string handle)
    {
        await using var command = source.CreateCommand(FindCredentialsStatement).With(Key(handle));
        return await ReadCredentialsAsync(command);
    }

    /// <summary>Reads the one account, if there is one.</summary>
    internal static async Task<Credentials?> ReadCredentialsAsync(NpgsqlCommand command)
    {
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new Credentials
            {
                UserId = new UserId(row.GetGuid(0)),
                Handle = row.GetString(1),
                PasswordHash = row.GetString(2),
                IsDeactivated = row.GetBoolean(3),
                Role = (UserRole)row.GetInt16(4),
                IsSuspended = row.GetBoolean(5),
            }
            : null;
    }

    private async Task<Profile?> FindByIdAsync(UserId userId)
    {
        await using var command = source.CreateCommand(FindByIdStatement).With(userId.Value);
        return await ReadProfileAsync(command);
    }

    /// <summary>Those whom the caller may find by a handle or the beginning of one, or of a name.</summary>
    public async Task<ImmutableArray<Profile>> SearchAsync(UserId caller, string query, int limit)
    {
        // Another form is no handle's beginning.
        await using var command = source.CreateCommand(SearchStatement)
            .WithText(HandleForm.IsWellFormed(query) ? Key(query) : null)
            .With(limit)
            .With(query)
            .With(caller.Value);
        await using var row = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<Profile>();
        while (await row.ReadAsync())
        {
            found.Add(ReadProfile(row));
        }

        return found.ToImmutable();
    }

    /// <summary>Whether others find the user by less than the whole handle; null when there is no such user.</summary>
    public async Task<bool?> IsFindableAsync(UserId userId)
    {
        await using var command = source.CreateCommand(FindableStatement).With(userId.Value);
        return (bool?)await command.ExecuteScalarAsync();
    }

    /// <summary>False when there is no such user.</summary>
    public async Task<bool> SetFindableAsync(UserId userId, bool findable)
    {
        await using var command = source.CreateCommand(SetFindableStatement).With(userId.Value).With(findable);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    /// <summary>False on a standby.</summary>
    public async Task<bool> PingAsync()
    {
        await using var command = source.CreateCommand(PingStatement);
        return await command.ExecuteScalarAsync() is not null;
    }

    internal static Profile ReadProfile(NpgsqlDataReader row) =>
        new() { UserId = new UserId(row.GetGuid(0)), Handle = row.GetString(1), DisplayName = row.GetString(2) };

    private static async Task<Profile?> ReadProfileAsync(NpgsqlCommand command)
    {
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? ReadProfile(row) : null;
    }

    /// <summary>Handles are ASCII, so that this comparison without case is exact.</summary>
    internal static string Key(string handle) => string.Create(handle.Length, handle, static (key, handle) =>
    {
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = char.IsAsciiLetterUpper(handle[i]) ? (char)(handle[i] | 0x20) : handle[i];
        }
    });
}
