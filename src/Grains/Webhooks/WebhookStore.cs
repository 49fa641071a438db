using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>How far endpoints have been told, at home. Times are the database's, so that silos' clocks don't matter.</summary>
internal sealed class WebhookStore(NpgsqlDataSource source)
{
    private static readonly string KnowStatement = SqlText.Of<WebhookStore>("know_endpoint");
    private static readonly string WantStatement = SqlText.Of<WebhookStore>("want");
    private static readonly string ClaimStatement = SqlText.Of<WebhookStore>("claim_threads");
    private static readonly string SettleStatement = SqlText.Of<WebhookStore>("settle_thread");
    private static readonly string BuryStatement = SqlText.Of<WebhookStore>("bury");
    private static readonly string SweepStatement = SqlText.Of<WebhookStore>("sweep_next");

    /// <summary>Since when the endpoint is told; from now on, where it was not known.</summary>
    public async Task<DateTimeOffset> KnowAsync(WebhookEndpoint endpoint)
    {
        await using var command = source.CreateCommand(KnowStatement).With(endpoint.Name);
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync())!);
    }

    /// <summary>Sees to it that somebody tells the endpoints of these threads as far as this.</summary>
    public async Task WantAsync(IEnumerable<WebhookEndpoint> endpoints, IReadOnlyList<KeyValuePair<ThreadId, long>> heads)
    {
        await using var command = source.CreateCommand(WantStatement)
            .With(endpoints.Select(endpoint => endpoint.Name).ToArray())
            .With(heads.Select(head => head.Key.Value).ToArray())
            .With(heads.Select(head => head.Value).ToArray());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes threads that are due, for a while.</summary>
    public async Task<List<WebhookClaim>> ClaimAsync(WebhookEndpoint endpoint, int limit, TimeSpan lasts)
    {
        var claim = Guid.NewGuid();
        await using var command = source.CreateCommand(ClaimStatement).With(endpoint.Name).With(limit).With(claim).With(lasts);
        await using var row = await command.ExecuteReaderAsync();
        List<WebhookClaim> claims = [];
        while (await row.ReadAsync())
        {
            claims.Add(new WebhookClaim(
                endpoint, new ThreadId(row.GetGuid(0)), claim, row.GetInt64(1), row.GetInt64(2), row.GetInt32(3)));
        }

        return claims;
    }

    /// <summary>Gives a thread back that is told as far as was wanted.</summary>
    public Task FinishAsync(WebhookClaim claim, long toldSeq) =>
        SettleAsync(claim, toldSeq, claim.WantedSeq, attempts: 0, TimeSpan.Zero);

    /// <summary>Gives a thread back of which there is more to tell, after a pause.</summary>
    public Task PauseAsync(WebhookClaim claim, long toldSeq, int attempts, TimeSpan pause) =>
        SettleAsync(claim, toldSeq, reached: null, attempts, pause);

    /// <summary>Makes an event a dead letter and goes on behind it.</summary>
    public async Task BuryAsync(WebhookClaim claim, long seq, string eventName, int attempts, string reason)
    {
        await using var command = source.CreateCommand(BuryStatement)
            .With(claim.Endpoint.Name)
            .With(claim.ThreadId.Value)
            .With(claim.Claim)
            .With(seq)
            .With(eventName)
            .With(attempts)
            .With(reason);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A bucket that was not compared for as long as this; null when there is none.</summary>
    public async Task<int?> NextBucketAsync(TimeSpan period)
    {
        await using var command = source.CreateCommand(SweepStatement).With(period);
        return await command.ExecuteScalarAsync() is short bucket ? bucket : null;
    }

    private async Task SettleAsync(WebhookClaim claim, long toldSeq, long? reached, int attempts, TimeSpan pause)
    {
        await using var command = source.CreateCommand(SettleStatement)
            .With(claim.Endpoint.Name)
            .With(claim.ThreadId.Value)
            .With(claim.Claim)
            .With(toldSeq);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)reached ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.With(attempts).With(pause);
        await command.ExecuteNonQueryAsync();
    }
}
