using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Hosts;

/// <summary>The accounts of host applications' users.</summary>
internal sealed class HostUserStore(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string FindStatement = SqlText.Of<HostUserStore>("find_host_user");
    private static readonly string CreateStatement = SqlText.Of<HostUserStore>("create_host_user");
    private static readonly string EndSessionsStatement = SqlText.Of<HostUserStore>("end_sessions");

    /// <summary>Null when it has to be made and each of the handles is somebody else's.</summary>
    public async Task<HostedUser?> FindOrCreateAsync(HostUser user)
    {
        if (await FindAsync(user.Host, user.Subject) is { } known)
        {
            return known;
        }

        foreach (var handle in user.Handles)
        {
            try
            {
                if (await CreateAsync(user, handle) is { } created)
                {
                    return created;
                }
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Another call was first; what it made is there to be read now.
            }

            // The handle is taken: by somebody, or by another call for this very user.
            if (await FindAsync(user.Host, user.Subject) is { } raced)
            {
                return raced;
            }
        }

        return null;
    }

    /// <summary>The account of a host's user, if there is one.</summary>
    public async Task<HostedUser?> FindAsync(string host, string subject)
    {
        await using var command = source.CreateCommand(FindStatement).With(host).With(subject);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new HostedUser
            {
                Profile = AccountStore.ReadProfile(row),
                Gone = row.GetBoolean(3),
                Role = (UserRole)row.GetInt16(4),
                Suspended = row.GetBoolean(5),
            }
            : null;
    }

    /// <summary>Revokes all of a user's sessions.</summary>
    public async Task EndSessionsAsync(UserId userId)
    {
        await using var command = source.CreateCommand(EndSessionsStatement).With(userId.Value);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<HostedUser?> CreateAsync(HostUser user, string handle)
    {
        await using var command = source.CreateCommand(CreateStatement)
            .With(user.UserId.Value)
            .With(handle)
            .With(AccountStore.Key(handle))
            .With(user.DisplayName ?? handle)
            .WithTime(time.GetUtcNow())
            .With(user.Host)
            .With(user.Subject);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? new HostedUser { Profile = AccountStore.ReadProfile(row), Created = true } : null;
    }
}
