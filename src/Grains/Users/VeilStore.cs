using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Users;

/// <summary>Whether a user's presence is not the same for all who may watch it.</summary>
internal sealed class VeilStore(NpgsqlDataSource home)
{
    private static readonly string VeiledStatement = SqlText.Of<VeilStore>("veiled");

    public async Task<bool> IsVeiledAsync(UserId user)
    {
        await using var command = home.CreateCommand(VeiledStatement);
        command.Parameters.Add(new() { Value = user.Value });
        return await command.ExecuteScalarAsync() is true;
    }
}
