using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>What an admin makes of others.</summary>
internal sealed class RoleStore(NpgsqlDataSource source)
{
    private static readonly string SetStatement = SqlText.Of<RoleStore>("set_role");

    /// <summary>False when there is no such account.</summary>
    public async Task<bool> SetAsync(UserId userId, UserRole role)
    {
        await using var command = source.CreateCommand(SetStatement).With(userId.Value).With((short)role);
        return await command.ExecuteNonQueryAsync() > 0;
    }
}
