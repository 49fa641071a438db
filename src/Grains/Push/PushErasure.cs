using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Push;

/// <summary>What push keeps of a person: their devices' subscriptions, and how far these were told.</summary>
internal sealed class PushErasure(NpgsqlDataSource source)
{
    private static readonly string EraseStatement = SqlText.Of<PushErasure>("erase");

    /// <summary>Deletes it; again it changes nothing.</summary>
    public async Task EraseAsync(UserId user, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(EraseStatement).With(user.Value);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
