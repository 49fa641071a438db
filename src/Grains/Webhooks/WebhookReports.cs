using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>Which reports an endpoint has been told of. They are in no thread's log; their own table is the outbox.</summary>
internal sealed class WebhookReports(NpgsqlDataSource source)
{
    private static readonly string ClaimStatement = SqlText.Of<WebhookReports>("claim_report");
    private static readonly string SettleStatement = SqlText.Of<WebhookReports>("settle_report");
    private static readonly string BuryStatement = SqlText.Of<WebhookReports>("bury_report");
    private static readonly string ToldStatement = SqlText.Of<WebhookReports>("reports_told");
    private static readonly string ReadStatement = SqlText.Of<WebhookReports>("read_report");

    /// <summary>Takes the oldest report that is due, for a while; null when none is.</summary>
    public async Task<ReportClaim?> ClaimAsync(WebhookEndpoint endpoint, TimeSpan lasts)
    {
        var claim = Guid.NewGuid();
        await using (var command = source.CreateCommand(ClaimStatement).With(endpoint.Name).With(claim).With(lasts))
        await using (var row = await command.ExecuteReaderAsync())
        {
            if (await row.ReadAsync())
            {
                return new ReportClaim(endpoint, row.GetGuid(0), claim, row.GetInt32(1));
            }
        }

        await using var told = source.CreateCommand(ToldStatement).With(endpoint.Name);
        await told.ExecuteNonQueryAsync();
        return null;
    }

    /// <summary>Gives a report back: told, or to be tried again after a pause.</summary>
    public async Task SettleAsync(ReportClaim claim, TimeSpan? pause, int attempts)
    {
        await using var command = source.CreateCommand(SettleStatement)
            .With(claim.Endpoint.Name).With(claim.ReportId).With(claim.Claim);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)pause ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });
        command.With(attempts);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes a report a dead letter.</summary>
    public async Task BuryAsync(ReportClaim claim, int attempts, string reason)
    {
        await using var command = source.CreateCommand(BuryStatement)
            .With(claim.Endpoint.Name).With(claim.ReportId).With(claim.Claim).With(attempts).With(reason);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What is posted of a report; null when it is gone.</summary>
    public async Task<WebhookMessage?> ReadAsync(Guid reportId)
    {
        await using var command = source.CreateCommand(ReadStatement).With(reportId);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? WebhookMessage.OfReport(
                new Report
                {
                    ReportId = reportId,
                    UserId = new UserId(row.GetGuid(1)),
                    Reason = (ReportReason)row.GetInt16(3),
                    Text = row.IsDBNull(4) ? null : row.GetString(4),
                    ThreadId = row.IsDBNull(5) ? null : new ThreadId(row.GetGuid(5)),
                    Seq = row.IsDBNull(6) ? null : row.GetInt64(6),
                },
                new UserId(row.GetGuid(0)),
                new DateTimeOffset(row.GetDateTime(2)))
            : null;
    }
}
