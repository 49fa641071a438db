using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>Takes the words that may name somebody out of the audit; who did what, to whom and when stays.</summary>
internal sealed class AuditErasure(NpgsqlDataSource source)
{
    private static readonly string EraseStatement = SqlText.Of<AuditErasure>("erase_reasons");

    /// <summary>Takes away what is stored of a user; called again it finishes what was begun.</summary>
    public async Task EraseAsync(UserId user, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(EraseStatement).With(user.Value);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
