using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Users;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.People;

/// <summary>Reports, at home. How many somebody makes is counted where they are stored.</summary>
internal sealed class ReportStore(LogShards shards, IOptions<ConversationOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static readonly string ReportedStatement = SqlText.Of<ReportStore>("reported");
    private static readonly string LockStatement = SqlText.Of<ReportStore>("lock_reporter");
    private static readonly string ReportStatement = SqlText.Of<ReportStore>("report");
    private static readonly string ReportsStatement = SqlText.Of<ReportStore>("reports");

    /// <summary>The message that a report names, or why it can't name it; neither where it names none.</summary>
    public async Task<(ReportedMessage? Message, Refusal? Refused)> FindMessageAsync(UserId reporter, Report report) =>
        report.ThreadId is not { } threadId
            ? (null, null)
            : await shards.AtAsync(threadId, async shard =>
            {
                await using var command = shard.Source.CreateCommand(ReportedStatement);
                command.Parameters.Add(new() { Value = threadId.Value });
                command.Parameters.Add(new() { Value = report.Seq ?? 0 });
                await using var row = await command.ExecuteReaderAsync();
                await row.ReadAsync();
                return (row.GetBoolean(0), Read(row, reporter, report));
            });

    /// <summary>Stores a report; the refusal where it is not.</summary>
    public async Task<Refusal?> AddAsync(UserId reporter, Report report, ReportedMessage? message)
    {
        var now = time.GetUtcNow();
        await using var connection = await shards.Home.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(LockStatement) { Parameters = { new() { Value = reporter.Value } } },
                new NpgsqlBatchCommand(ReportStatement)
                {
                    Parameters =
                    {
                        new() { Value = report.ReportId },
                        new() { Value = reporter.Value },
                        new() { Value = report.UserId.Value },
                        new() { Value = now.UtcDateTime },
                        new() { Value = (short)report.Reason },
                        Of(report.Text, NpgsqlDbType.Text),
                        Of(report.ThreadId?.Value, NpgsqlDbType.Uuid),
                        Of(report.Seq, NpgsqlDbType.Bigint),
                        Of(message?.At.UtcDateTime, NpgsqlDbType.TimestampTz),
                        Of(message?.Text, NpgsqlDbType.Text),
                        new() { Value = (now - Window).UtcDateTime },
                        new() { Value = options.Value.ReportsPerHour },
                    },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        await row.ReadAsync();
        return !row.GetBoolean(0) ? Refusal.UserNotFound()
            : row.GetBoolean(1) ? null
            : Refusal.RateLimited(Math.Max(1, (int)(new DateTimeOffset(row.GetDateTime(2)) + Window - now).TotalMilliseconds));
    }

    /// <summary>Reports, the newest first, from where the page before ended.</summary>
    public async Task<ImmutableArray<StoredReport>> ReadAsync(int limit, (DateTimeOffset At, Guid ReportId)? after)
    {
        await using var command = shards.Home.CreateCommand(ReportsStatement);
        command.Parameters.Add(new() { Value = (after?.At ?? ThreadView.ForEver).UtcDateTime });
        command.Parameters.Add(new() { Value = after?.ReportId ?? Guid.Empty });
        command.Parameters.Add(new() { Value = limit });
        await using var row = await command.ExecuteReaderAsync();
        var reports = ImmutableArray.CreateBuilder<StoredReport>();
        while (await row.ReadAsync())
        {
            reports.Add(new StoredReport(
                new UserId(row.GetGuid(1)),
                new DateTimeOffset(row.GetDateTime(3)),
                new Report
                {
                    ReportId = row.GetGuid(0),
                    UserId = new UserId(row.GetGuid(2)),
                    Reason = (ReportReason)row.GetInt16(4),
                    Text = row.IsDBNull(5) ? null : row.GetString(5),
                    ThreadId = row.IsDBNull(6) ? null : new ThreadId(row.GetGuid(6)),
                    Seq = row.IsDBNull(7) ? null : row.GetInt64(7),
                },
                row.IsDBNull(8) ? null : new ReportedMessage(
                    new DateTimeOffset(row.GetDateTime(8)), row.IsDBNull(9) ? null : row.GetString(9))));
        }

        return reports.DrainToImmutable();
    }

    private static (ReportedMessage? Message, Refusal? Refused) Read(NpgsqlDataReader row, UserId reporter, Report report)
    {
        if (row.IsDBNull(1))
        {
            return (null, Refusal.ThreadNotFound());
        }

        UserId[] members = [new(row.GetGuid(1)), new(row.GetGuid(2))];
        if (!members.Contains(reporter))
        {
            return (null, Refusal.NotAMember());
        }

        if (!members.Contains(report.UserId))
        {
            return (null, Refusal.InvalidArgument("userId", "The thread is one with somebody else."));
        }

        return report.Seq is null ? (null, null)
            : row.IsDBNull(3) || row.GetGuid(3) != report.UserId.Value ? (null, NoSuchMessage())
            : (new ReportedMessage(new DateTimeOffset(row.GetDateTime(4)), row.IsDBNull(5) ? null : row.GetString(5)), null);
    }

    private static Refusal NoSuchMessage() =>
        new() { Code = RefusalCode.MessageNotFound, Message = "The reported person has sent no message with this seq." };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
