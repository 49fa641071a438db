using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>Who is a moderator or an admin: the part of who has access to the database, by whom the first admin comes to be.</summary>
/// <param name="source">The home database.</param>
/// <param name="time">The clock.</param>
public sealed class AdminRoles(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string GiveStatement = SqlText.Of<AdminRoles>("give_role");
    private static readonly string ListStatement = SqlText.Of<AdminRoles>("roles");

    /// <summary>Gives somebody a role, with an entry in the audit; null when nobody has this handle or id.</summary>
    /// <param name="handleOrId">Who.</param>
    /// <param name="role">What they are from now on.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<AdminRoleView?> GiveAsync(string handleOrId, UserRole role, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handleOrId);
        var isId = UserId.TryParse(handleOrId, out var userId);
        await using var command = source.CreateCommand(GiveStatement)
            .WithId(isId ? userId.Value : null)
            .WithText(isId ? null : AccountStore.Key(handleOrId))
            .With((short)role)
            .With(Guid.NewGuid())
            .WithTime(time.GetUtcNow());
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    /// <summary>All moderators and admins, in the order of their handles.</summary>
    public async Task<ImmutableArray<AdminRoleView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ListStatement);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var roles = ImmutableArray.CreateBuilder<AdminRoleView>();
        while (await row.ReadAsync(cancellationToken))
        {
            roles.Add(Read(row));
        }

        return roles.DrainToImmutable();
    }

    private static AdminRoleView Read(NpgsqlDataReader row) => new(
        new UserId(row.GetGuid(0)), row.GetString(1), (UserRole)row.GetInt16(2), row.GetBoolean(3));
}
