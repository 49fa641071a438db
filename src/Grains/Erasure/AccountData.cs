using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Exports;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Erasure;

/// <summary>What is kept at home of somebody: the account, and what belongs to it.</summary>
internal sealed class AccountData(ErasureStore store, NpgsqlDataSource home) : IPersonalData
{
    private static readonly string ProfileStatement = SqlText.Of<AccountData>("export_profile");
    private static readonly string SessionsStatement = SqlText.Of<AccountData>("export_sessions");
    private static readonly string BlocksStatement = SqlText.Of<AccountData>("export_blocks");
    private static readonly string ReportsStatement = SqlText.Of<AccountData>("export_reports");

    // Their columns, in order.
    private static readonly ExportColumn[] Profile =
    [
        new("userId", "Id"), new("handle", "Handle"), new("displayName", "Name"), new("email", "E-mail address"),
        new("createdAt", "Registered"), new("findable", "Can be found by name"), new("sharePresence", "Shows when online"),
        new("lastSeenAt", "Last seen"), new("host", "Host application"), new("hostUserId", "Id there"),
    ];

    private static readonly ExportColumn[] Sessions =
    [
        new("sessionId", "Id"), new("deviceName", "Device"), new("userAgent", "Program"), new("createdAt", "Begun"),
        new("lastUsedAt", "Last used"), new("expiresAt", "Ends"), new("endedAt", "Ended"),
    ];

    private static readonly ExportColumn[] Blocks =
        [new("userId", "Id"), new("handle", "Handle"), new("displayName", "Name"), new("blockedAt", "Since")];

    private static readonly ExportColumn[] Reports =
    [
        new("reportId", "Id"), new("at", "When"), new("userId", "About"), new("reason", "Reason"), new("text", "What you wrote"),
        new("threadId", "Conversation"), new("seq", "Message"),
    ];

    public Task EraseAsync(UserId user, CancellationToken cancellation) => store.EraseAccountAsync(user);

    public async Task ExportAsync(UserId user, ExportWriter writer, CancellationToken cancellation)
    {
        await WriteAsync(writer, "profile", "Profile and settings", ProfileStatement, Profile, user, cancellation);
        await WriteAsync(writer, "sessions", "Devices", SessionsStatement, Sessions, user, cancellation);
        await WriteAsync(writer, "blocks", "People whom you have blocked", BlocksStatement, Blocks, user, cancellation);
        await WriteAsync(writer, "reports", "Reports that you have made", ReportsStatement, Reports, user, cancellation);
    }

    private async Task WriteAsync(
        ExportWriter writer,
        string name,
        string title,
        string statement,
        ExportColumn[] columns,
        UserId user,
        CancellationToken cancellation)
    {
        await using var command = home.CreateCommand(statement).With(user.Value);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        writer.BeginSection(name, title);
        while (await row.ReadAsync(cancellation))
        {
            await writer.WriteAsync([.. columns.Select((column, i) => new ExportField(column.Name, column.Label, ValueOf(row, i)))]);
        }

        writer.EndSection();
    }

    private static object? ValueOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetValue(column) switch
    {
        DateTime time => new DateTimeOffset(time),
        Guid id => id.ToString("N"),
        var value => value,
    };

    private sealed record ExportColumn(string Name, string Label);
}
