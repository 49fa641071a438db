using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Accounts;

/// <summary>Sessions, as their owner sees and ends them.</summary>
internal sealed class DeviceStore(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string ReadStatement = SqlText.Of<DeviceStore>("sessions_of");
    private static readonly string EndStatement = SqlText.Of<DeviceStore>("end_own");

    public async Task<SessionPage> ReadAsync(UserId userId)
    {
        await using var command = source.CreateCommand(ReadStatement)
            .With(userId.Value)
            .WithTime(time.GetUtcNow())
            .With(SessionPage.MaxSessions);
        await using var row = await command.ExecuteReaderAsync();
        var sessions = ImmutableArray.CreateBuilder<SessionView>();
        while (await row.ReadAsync())
        {
            sessions.Add(new SessionView
            {
                SessionId = row.GetGuid(0),
                CreatedAt = new DateTimeOffset(row.GetDateTime(1)),
                LastUsedAt = new DateTimeOffset(row.GetDateTime(2)),
                ExpiresAt = new DateTimeOffset(row.GetDateTime(3)),
                DeviceName = row.IsDBNull(4) ? null : row.GetString(4),
                UserAgent = row.IsDBNull(5) ? null : row.GetString(5),
            });
        }

        return new SessionPage { Sessions = sessions.ToImmutable() };
    }

    /// <summary>Whether the session is the user's; it has ended then.</summary>
    public async Task<bool> EndAsync(UserId userId, Guid sessionId)
    {
        await using var command = source.CreateCommand(EndStatement).With(sessionId).With(userId.Value);
        return await command.ExecuteScalarAsync() is not null;
    }
}
