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
            .WithTime(session.ExpiresAt);
        // No row: the handle is taken, maybe by an earlier attempt of this very call whose answer was lost.
        return await ReadProfileAsync(command) ?? await FindByIdAsync(registration.UserId);
    }

    public async Task<Credentials?> FindCredentialsAsync(string handle)
    {
        await using var command = source.CreateCommand(FindCredentialsStatement).With(Key(handle));
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new Credentials
            {
                UserId = new UserId(row.GetGuid(0)),
                Handle = row.GetString(1),
                PasswordHash = row.GetString(2),
            }
            : null;
    }

    private async Task<Profile?> FindByIdAsync(UserId userId)
    {
        await using var command = source.CreateCommand(FindByIdStatement).With(userId.Value);
        return await ReadProfileAsync(command);
    }

    public async Task<ImmutableArray<Profile>> SearchAsync(string query, int limit)
    {
        await using var command = source.CreateCommand(SearchStatement).With(Key(query)).With(limit);
        await using var row = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<Profile>();
        while (await row.ReadAsync())
        {
            found.Add(ReadProfile(row));
        }

        return found.ToImmutable();
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
