using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>Reports, as those see them who deal with them.</summary>
internal sealed class ReportDesk(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string OpenStatement = SqlText.Of<ReportDesk>("open_reports");
    private static readonly string AllStatement = SqlText.Of<ReportDesk>("all_reports");
    private static readonly string ResolveStatement = SqlText.Of<ReportDesk>("resolve");

    /// <summary>A page of reports, the newest first.</summary>
    public async Task<FiledReportPage> ListAsync(bool? resolved, int limit, PageCursor after)
    {
        await using var command = source.CreateCommand(resolved is false ? OpenStatement : AllStatement)
            .WithTime(new DateTimeOffset(after.Activity))
            .With(after.ThreadId.Value)
            .With(limit + 1);
        if (resolved is not false)
        {
            command.With(resolved is true);
        }

        await using var row = await command.ExecuteReaderAsync();
        var reports = ImmutableArray.CreateBuilder<FiledReport>();
        var last = after;
        while (await row.ReadAsync())
        {
            if (reports.Count == limit)
            {
                return new FiledReportPage { Reports = reports.DrainToImmutable(), NextCursor = last.ToString() };
            }

            // The cursor is a moment and an id: here the report's.
            last = new PageCursor(row.GetDateTime(1), new ThreadId(row.GetGuid(0)));
            reports.Add(Read(row));
        }

        return new FiledReportPage { Reports = reports.DrainToImmutable() };
    }

    /// <summary>False when there is no such report.</summary>
    public async Task<bool> ResolveAsync(Guid reportId, UserId by)
    {
        await using var command = source.CreateCommand(ResolveStatement)
            .With(reportId)
            .With(by.Value)
            .WithTime(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync() > 0;
    }

    private static FiledReport Read(NpgsqlDataReader row) => new()
    {
        ReportId = row.GetGuid(0).ToString("N"),
        CreatedAt = new DateTimeOffset(row.GetDateTime(1)),
        ReporterId = new UserId(row.GetGuid(2)),
        UserId = new UserId(row.GetGuid(3)),
        Reason = (ReportReason)row.GetInt16(4),
        Text = row.IsDBNull(5) ? null : row.GetString(5),
        ThreadId = row.IsDBNull(6) ? null : new ThreadId(row.GetGuid(6)),
        Seq = row.IsDBNull(7) ? null : row.GetInt64(7),
        MessageAt = row.IsDBNull(8) ? null : new DateTimeOffset(row.GetDateTime(8)),
        MessageText = row.IsDBNull(9) ? null : row.GetString(9),
        ResolvedAt = row.IsDBNull(10) ? null : new DateTimeOffset(row.GetDateTime(10)),
        ResolvedBy = row.IsDBNull(11) ? null : new UserId(row.GetGuid(11)),
    };
}
