using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>Who did what. Nothing is done for a moderator or an admin that does not stand here before.</summary>
internal sealed class AuditStore(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string EnterStatement = SqlText.Of<AuditStore>("enter");
    private static readonly string ListStatement = SqlText.Of<AuditStore>("audit");

    /// <summary>Writes a call down, if its caller has the role now; otherwise the refusal, and nothing is written.</summary>
    public async Task<Refusal?> EnterAsync(AdminCall call, UserRole demanded, AuditNote note)
    {
        await using var command = source.CreateCommand(EnterStatement)
            .With(call.AuditId)
            .WithTime(time.GetUtcNow())
            .With(call.Actor.Value)
            .With((short)demanded)
            .With((short)note.Action)
            .WithId(note.User?.Value)
            .WithId(note.Thread?.Value)
            .WithNumber(note.Seq)
            .WithId(note.Report)
            .WithNumber((long?)note.Role)
            .WithText(call.Reason);
        return await command.ExecuteScalarAsync() is true ? null : Refusal.Forbidden();
    }

    /// <summary>A page of entries, the newest first.</summary>
    public async Task<AuditPage> ListAsync(AuditQuery query, PageCursor after)
    {
        await using var command = source.CreateCommand(ListStatement)
            .WithTime(new DateTimeOffset(after.Activity))
            .With(after.ThreadId.Value)
            .WithId(query.ActorId?.Value)
            .WithId(query.UserId?.Value)
            .WithId(query.ThreadId?.Value)
            .With(query.Limit + 1);
        await using var row = await command.ExecuteReaderAsync();
        var entries = ImmutableArray.CreateBuilder<AuditEntry>();
        var last = after;
        while (await row.ReadAsync())
        {
            if (entries.Count == query.Limit)
            {
                return new AuditPage { Entries = entries.DrainToImmutable(), NextCursor = last.ToString() };
            }

            // The cursor is a moment and an id: here the entry's.
            last = new PageCursor(row.GetDateTime(1), new ThreadId(row.GetGuid(0)));
            entries.Add(Read(row));
        }

        return new AuditPage { Entries = entries.DrainToImmutable() };
    }

    private static AuditEntry Read(NpgsqlDataReader row) => new()
    {
        AuditId = row.GetGuid(0).ToString("N"),
        At = new DateTimeOffset(row.GetDateTime(1)),
        ActorId = row.IsDBNull(2) ? null : new UserId(row.GetGuid(2)),
        Action = (AuditAction)row.GetInt16(3),
        UserId = row.IsDBNull(4) ? null : new UserId(row.GetGuid(4)),
        ThreadId = row.IsDBNull(5) ? null : new ThreadId(row.GetGuid(5)),
        Seq = row.IsDBNull(6) ? null : row.GetInt64(6),
        ReportId = row.IsDBNull(7) ? null : row.GetGuid(7).ToString("N"),
        Role = row.IsDBNull(8) ? null : (UserRole)row.GetInt16(8),
        Reason = row.IsDBNull(9) ? null : row.GetString(9),
    };
}
