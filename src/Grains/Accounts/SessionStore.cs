using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Accounts;

/// <summary>Sessions and spent tickets. Expiry goes by the silo's clock, which set it; revocation by the database's.</summary>
internal sealed class SessionStore(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>How far behind the newest revocations the next question starts: longer than any commit takes.</summary>
    private static readonly TimeSpan LateCommits = TimeSpan.FromSeconds(15);

    private static readonly string ReactivateStatement = SqlText.Of<SessionStore>("reactivate");
    private static readonly string StateStatement = SqlText.Of<SessionStore>("session_state");
    private static readonly string CreateStatement = SqlText.Of<SessionStore>("create_session");
    private static readonly string RotateStatement = SqlText.Of<SessionStore>("rotate");
    private static readonly string RevokeReusedStatement = SqlText.Of<SessionStore>("revoke_reused");
    private static readonly string RevokeStatement = SqlText.Of<SessionStore>("revoke");
    private static readonly string EndedStatement = SqlText.Of<SessionStore>("ended_sessions");
    private static readonly string SpendTicketStatement = SqlText.Of<SessionStore>("spend_ticket");

    /// <summary>Creates a session, and brings an owner back who says so. Null, or why not.</summary>
    public async Task<Refusal?> CreateAsync(UserId userId, NewSession session)
    {
        var now = time.GetUtcNow();
        await using var batch = source.CreateBatch();
        if (session.Reactivates)
        {
            batch.Add(ReactivateStatement).With(userId.Value).WithText(session.VerifiedHash).WithTime(now);
        }

        batch.Add(CreateStatement)
            .With(session.SessionId)
            .With(userId.Value)
            .With(session.RefreshHash)
            .WithTime(now)
            .WithTime(session.ExpiresAt)
            .WithText(session.DeviceName)
            .WithText(session.UserAgent)
            .WithText(session.VerifiedHash);
        await batch.ExecuteNonQueryAsync();
        return batch.BatchCommands[^1].RecordsAffected > 0 ? null : await ReadRefusalAsync(userId, session.SessionId);
    }

    private async Task<Refusal?> ReadRefusalAsync(UserId userId, Guid sessionId)
    {
        await using var command = source.CreateCommand(StateStatement).With(sessionId).With(userId.Value);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        // There already: an earlier attempt of the same call, whose answer was lost.
        return row.GetBoolean(0) ? null
            : row.GetBoolean(2) ? Refusal.AccountSuspended()
            : row.GetBoolean(1) ? Refusal.AccountDeactivated()
            : Refusal.InvalidCredentials();
    }

    /// <summary>The session's user; null when the token does not refresh it.</summary>
    public async Task<Profile?> RotateAsync(Rotation rotation)
    {
        await using var command = source.CreateCommand(RotateStatement)
            .With(rotation.SessionId)
            .With(rotation.PresentedHash)
            .With(rotation.NewHash)
            .WithTime(time.GetUtcNow())
            .WithTime(rotation.ExpiresAt);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? AccountStore.ReadProfile(row) with { Role = (UserRole)row.GetInt16(3) } : null;
    }

    /// <summary>Whether the refused token was an old one of a living session, which is revoked now.</summary>
    public async Task<bool> RevokeReusedAsync(Rotation rotation)
    {
        await using var command = source.CreateCommand(RevokeReusedStatement)
            .With(rotation.SessionId)
            .With(rotation.PresentedHash)
            .With(rotation.NewHash);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    public async Task RevokeAsync(Guid sessionId)
    {
        await using var command = source.CreateCommand(RevokeStatement).With(sessionId);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<EndedSessions> ReadEndedAsync(DateTimeOffset? since)
    {
        await using var command = source.CreateCommand(EndedStatement)
            .WithTime(since)
            .With(SessionTimes.Remembered)
            .With(LateCommits);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var next = new DateTimeOffset(row.GetDateTime(1));
        var ended = ImmutableArray.CreateBuilder<Guid>();
        while (await row.ReadAsync())
        {
            ended.Add(row.GetGuid(0));
        }

        return new EndedSessions { SessionIds = ended.ToImmutable(), Next = next };
    }

    /// <summary>Whether this is the ticket's first use and its session lives.</summary>
    public async Task<bool> SpendTicketAsync(SpentTicket ticket)
    {
        await using var command = source.CreateCommand(SpendTicketStatement)
            .With(ticket.TicketId)
            .WithTime(ticket.ExpiresAt)
            .With(ticket.SessionId)
            .WithTime(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync() > 0;
    }
}
